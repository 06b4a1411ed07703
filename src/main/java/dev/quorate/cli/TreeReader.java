package dev.quorate.cli;

import dev.quorate.zookeeper.ZnodeLook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks at znodes from one downwards, with a limit on how many. */
final class TreeReader {
  /** However deep and wide a person asks: one node is one request to the member. */
  static final int MOST = 2000;

  private final Function<String, ZnodeLook> nodes;
  private final int width;
  private int left = MOST;

  /**
   * @param width how many children of one node are looked at
   */
  TreeReader(Function<String, ZnodeLook> nodes, int width) {
    this.nodes = nodes;
    this.width = width;
  }

  /**
   * @param depth how far below the path
   */
  Branch read(String path, int depth) {
    return read(path, path, depth);
  }

  private Branch read(String path, String name, int depth) {
    left--;
    var look = nodes.apply(path);
    if (depth == 0 || !(look instanceof ZnodeLook.Seen(var _, List<String> children))) {
      return new Branch(name, look, List.of(), 0);
    }
    var above = path.equals("/") ? "" : path;
    List<Branch> branches = new ArrayList<>();
    for (String child : children) {
      if (branches.size() == width || left <= 0) {
        break;
      }
      branches.add(read(above + "/" + child, child, depth - 1));
    }
    return new Branch(name, look, branches, children.size() - branches.size());
  }
}
