package dev.quorate.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of a screen, in sections with a blank line between them. */
final class Page {
  /** Columns after which prose is continued on the next line; commands never are. */
  private static final int WIDTH = 100;

  private final Ink ink;
  private final List<String> lines = new ArrayList<>();

  Page(Ink ink) {
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  /** Begins another section, unless nothing has been written yet. */
  Page section(String title) {
    gap();
    return line(ink.strong(title));
  }

  Page gap() {
    if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
      lines.add("");
    }
    return this;
  }

  Page line(String line) {
    lines.add(line);
    return this;
  }

  Page lines(List<String> more) {
    lines.addAll(more);
    return this;
  }

  /** Prose, broken between words, each line after an indent. */
  Page prose(String indent, String text) {
    var line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+", -1)) {
      boolean isFirst = line.length() == indent.length();
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return this;
  }

  List<String> all() {
    return List.copyOf(lines);
  }
}
