package dev.quorate.artefacts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A values.yaml whose comments that begin with {@code # --} explain the value that follows; one on
 * a group explains everything in it.
 */
final class ValuesFile {
  private static final Pattern KEY = Pattern.compile("( *)([\\w.]+):(?: (.*))?");

  private final List<Value> values = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder comment = new StringBuilder();
  private int explainedDepth = Integer.MAX_VALUE;

  /**
   * One line of the table.
   *
   * @param fallback as code; empty for a group
   */
  record Value(String path, String fallback, String meaning) {}

  private ValuesFile(List<String> lines) {
    lines.forEach(this::line);
  }

  static List<Value> read(List<String> lines) {
    return new ValuesFile(lines).values;
  }

  /** Paths of values without a comment of their own or of a group around them. */
  static List<String> unexplained(List<String> lines) {
    return new ValuesFile(lines).unexplained;
  }

  private void line(String line) {
    String text = line.strip();
    if (text.startsWith("# -- ")) {
      comment.append(text.substring(5));
    } else if (text.startsWith("# ")) {
      comment.append(' ').append(text.substring(2));
    } else {
      var key = KEY.matcher(line);
      if (key.matches()) {
        key(key.group(1).length() / 2, key.group(2), key.group(3));
      }
    }
  }

  private void key(int depth, String name, String value) {
    while (path.size() > depth) {
      path.removeLast();
    }
    path.addLast(name);
    explainedDepth = depth <= explainedDepth ? Integer.MAX_VALUE : explainedDepth;
    String where = String.join(".", path);
    if (!comment.isEmpty()) {
      values.add(new Value(where, value == null ? "" : "`" + value + "`", comment.toString()));
      comment.setLength(0);
      explainedDepth = depth;
    } else if (value != null && explainedDepth == Integer.MAX_VALUE) {
      unexplained.add(where);
    }
  }
}
