package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The termination message of a container that asks for the end of its log ({@code
 * FallbackToLogsOnError}): at most 80 lines and 2048 bytes, as the real kubelet takes.
 */
final class LastWords {
  private static final int LINES = 80;
  private static final int BYTES = 2048;

  private LastWords() {}

  /** Null, as in the API, when there is no message. */
  static String of(Container container, int exitCode, Optional<Path> log) {
    boolean wanted = "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy());
    return wanted && exitCode != 0 ? log.map(LastWords::end).orElse(null) : null;
  }

  private static String end(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      String text =
          String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
      return text.substring(Math.max(0, text.length() - BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
