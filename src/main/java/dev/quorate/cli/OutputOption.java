package dev.quorate.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** For whom a command prints what it found: a screen for people, or a document for programs. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "json|yaml",
      description = "For programs.")
  private Format format;

  boolean isForPrograms() {
    return format != null;
  }

  /**
   * What is printed.
   *
   * @param document any value
   */
  String text(Supplier<List<String>> screen, Supplier<?> document) {
    return format == null ? Lines.text(screen.get()) : format.text(document.get());
  }
}
