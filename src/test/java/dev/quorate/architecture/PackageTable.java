package dev.quorate.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may know whom, read from the table that people read. */
final class PackageTable {
  private static final Pattern ROW = Pattern.compile("\\| (`\\w+`|root) \\|[^|]*\\| ([^|]*) \\|");

  private final Map<String, Set<String>> mayKnow = new LinkedHashMap<>();

  private PackageTable() {}

  static PackageTable of(Path document) throws IOException {
    var table = new PackageTable();
    Files.readAllLines(document).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> table.add(row.group(1).replace("`", ""), row.group(2).strip()));
    return table;
  }

  private void add(String name, String known) {
    switch (known) {
      case "–" -> mayKnow.put(name, Set.of());
      case "all" -> mayKnow.put(name, Set.of("all"));
      default -> mayKnow.put(name, new LinkedHashSet<>(Arrays.asList(known.split(",\\s*", -1))));
    }
  }

  Set<String> packages() {
    return mayKnow.keySet();
  }

  /** Everything that a package may know, itself included; nobody may know root or command line. */
  Set<String> known(String name) {
    Set<String> known = new LinkedHashSet<>(mayKnow.get(name));
    if (known.remove("all")) {
      known.addAll(packages());
      known.remove("root");
      known.remove("cli");
    }
    known.add(name);
    return known;
  }
}
