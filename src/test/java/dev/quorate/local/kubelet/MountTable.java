package dev.quorate.local.kubelet;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the mount paths of a container really are. Processes see the machine's file system, so the
 * paths are replaced in what they are told: command, arguments, environment and probes.
 */
record MountTable(Map<String, Path> mounts) {
  MountTable {
    mounts = Map.copyOf(mounts);
  }

  /** The text with every mount path replaced that begins and ends at a path boundary. */
  String translate(String text) {
    if (mounts.isEmpty()) {
      return text;
    }
    return pattern()
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(mounts.get(m.group()).toString()));
  }

  private Pattern pattern() {
    var paths =
        mounts.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\w./-])(?:" + paths + ")(?![\\w.-])");
  }
}
