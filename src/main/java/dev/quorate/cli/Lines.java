package dev.quorate.cli;

import java.io.PrintWriter;
import java.util.List;

/** A screen as it is printed. */
final class Lines {
  private Lines() {}

  static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  static void print(PrintWriter out, List<String> lines) {
    out.print(text(lines));
    out.flush();
  }
}
