package dev.quorate.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns that are as wide as what is in them, like those of kubectl. */
final class Table {
  private static final String GAP = "   ";

  private final List<List<Cell>> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(Arrays.stream(header).map(text -> Cell.of(Tone.STRONG, text)).toList());
  }

  Table row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  List<String> lines(Ink ink) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).width());
      }
    }
    return rows.stream().map(row -> line(row, widths, ink)).toList();
  }

  private static String line(List<Cell> row, int[] widths, Ink ink) {
    List<String> texts = new ArrayList<>();
    int last = row.size() - 1;
    for (int i = 0; i < last; i++) {
      texts.add(row.get(i).padded(ink, widths[i]));
    }
    texts.add(row.get(last).painted(ink));
    return String.join(GAP, texts).stripTrailing();
  }
}
