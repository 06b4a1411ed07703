package dev.quorate.cli;

import dev.quorate.zookeeper.Znode;
import dev.quorate.zookeeper.ZnodeLook;
import java.util.ArrayList;
import java.util.List;

/** Znodes as a tree: what each is and how much is in it, but not its data. */
final class TreeScreen {
  private static final String CHILD = "├── ";
  private static final String LAST_CHILD = "└── ";
  private static final String BESIDE = "│   ";
  private static final String BELOW = "    ";

  private final Ink ink;
  private final List<Row> rows = new ArrayList<>();

  /** A node, or that there are more. */
  private record Row(String label, Cell about) {}

  private TreeScreen(Ink ink) {
    this.ink = ink;
  }

  static List<String> of(Branch root, Ink ink) {
    var screen = new TreeScreen(ink);
    screen.rows.add(new Row(root.name(), about(root.look())));
    screen.below(root, "");
    return screen.lines();
  }

  private void below(Branch branch, String indent) {
    int count = branch.branches().size();
    for (int i = 0; i < count; i++) {
      boolean isLast = i == count - 1 && branch.more() == 0;
      var child = branch.branches().get(i);
      rows.add(new Row(indent + (isLast ? LAST_CHILD : CHILD) + child.name(), about(child.look())));
      below(child, indent + (isLast ? BELOW : BESIDE));
    }
    if (branch.more() > 0) {
      rows.add(new Row(indent + LAST_CHILD + "… " + branch.more() + " more", Cell.of("")));
    }
  }

  private List<String> lines() {
    int width = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    return rows.stream()
        .map(row ->
            (row.label()
                    + " ".repeat(width - row.label().length())
                    + "   "
                    + row.about().painted(ink))
                .stripTrailing())
        .toList();
  }

  private static Cell about(ZnodeLook look) {
    return switch (look) {
      case ZnodeLook.Seen(Znode node, List<String> _) -> Cell.of(about(node));
      case ZnodeLook.Denied _ -> Cell.of(Tone.WARNING, "hidden by its access control list");
      case ZnodeLook.Gone _ -> Cell.of(Tone.WARNING, "does not exist");
      case ZnodeLook.Failed(String why) -> Cell.of(Tone.WARNING, "not known: " + why);
    };
  }

  private static String about(Znode node) {
    List<String> parts = new ArrayList<>();
    if (node.isEphemeral()) {
      parts.add("ephemeral, session 0x%x".formatted(node.session()));
    }
    if (node.children() > 0) {
      parts.add(node.children() == 1 ? "1 child" : node.children() + " children");
    }
    if (node.bytes() > 0) {
      parts.add(Amounts.bytes(node.bytes()));
    }
    return parts.isEmpty() ? "empty" : String.join(", ", parts);
  }
}
