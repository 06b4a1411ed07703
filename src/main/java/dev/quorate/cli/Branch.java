package dev.quorate.cli;

import dev.quorate.zookeeper.ZnodeLook;
import java.util.List;

/**
 * A znode and what was looked at below it.
 *
 * @param name the last part of its path; the whole path for the one that the tree begins with
 * @param more children that were not looked at although they are in reach
 */
record Branch(String name, ZnodeLook look, List<Branch> branches, int more) {
  Branch {
    branches = List.copyOf(branches);
  }
}
