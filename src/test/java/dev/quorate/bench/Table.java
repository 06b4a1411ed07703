package dev.quorate.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a benchmark found, printed as Markdown with the machine's load before and after. */
final class Table {
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final double loadBefore = load();

  /** Adds a row without a budget. */
  void add(String what, Samples samples) {
    add(what, samples, Optional.empty());
  }

  /** Adds a row. */
  void add(String what, Budget budget, Samples samples) {
    add(what, samples, Optional.of(budget));
  }

  private void add(String what, Samples samples, Optional<Budget> budget) {
    rows.add(
        "| %s | %s | %s | %s | %s | %s | %s | %d | %s |"
            .formatted(
                what,
                budget.map(Budget::text).orElse("–"),
                samples.unit(),
                Figures.text(samples.min()),
                Figures.text(samples.median()),
                Figures.text(samples.p99()),
                Figures.text(samples.max()),
                samples.count(),
                budget.map(b -> b.used(samples)).orElse("–")));
  }

  /** Adds a sentence about how it was measured. */
  void note(String sentence) {
    notes.add(sentence);
  }

  void print(String benchmark, PrintStream out) {
    out.printf("%n`%s`: %s%n%n", benchmark, machine());
    out.println("| what | budget | unit | min | median | p99 | max | n | of the budget |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    rows.forEach(out::println);
    notes.forEach(note -> out.printf("%n%s%n", note));
  }

  private String machine() {
    return "%d processors, Java %s, load %.1f before and %.1f after"
        .formatted(
            Runtime.getRuntime().availableProcessors(), Runtime.version(), loadBefore, load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
