package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.Znode;
import dev.quorate.zookeeper.ZnodeLook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far down a tree of which every node has the same children is looked at. */
class TreeReaderTest {
  private final List<String> asked = new ArrayList<>();
  private int children = 3;

  private ZnodeLook look(String path) {
    asked.add(path);
    var names = IntStream.range(0, children).mapToObj(Integer::toString).toList();
    return new ZnodeLook.Seen(new Znode(0, 0, children), names);
  }

  private Branch read(String path, int width, int depth) {
    return new TreeReader(this::look, width).read(path, depth);
  }

  @Test
  void onlyTheNodeItselfAtDepthZero() {
    assertThat(read("/app", 20, 0).branches()).isEmpty();
    assertThat(asked).containsExactly("/app");
  }

  @Test
  void pathsAreThoseOfTheNodes() {
    children = 1;
    var tree = read("/", 20, 2);
    assertThat(asked).containsExactly("/", "/0", "/0/0");
    assertThat(tree.name()).isEqualTo("/");
    assertThat(tree.branches().getFirst().name()).isEqualTo("0");
  }

  @Test
  void whatIsNotListedIsCounted() {
    children = 25;
    var tree = read("/", 20, 1);
    assertThat(tree.branches()).hasSize(20);
    assertThat(tree.more()).isEqualTo(5);
  }

  @Test
  void aLargeTreeIsNotReadWhole() {
    children = 10;
    var tree = read("/", 10, 9);
    assertThat(asked).hasSize(TreeReader.MOST);
    assertThat(tree.branches().size() + tree.more()).isEqualTo(10);
  }

  @Test
  void whatHidesItsChildrenHasNone() {
    var hidden = new ZnodeLook.Denied();
    var tree = new TreeReader(_ -> hidden, 20).read("/secret", 5);
    assertThat(tree).isEqualTo(new Branch("/secret", hidden, List.of(), 0));
  }
}
