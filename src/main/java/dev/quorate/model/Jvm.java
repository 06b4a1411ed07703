package dev.quorate.model;

import java.util.List;

/**
 * The server's Java virtual machine.
 *
 * @param heapMebibytes both initial and maximum heap
 * @param options further options, none of which sets heap or a ZooKeeper property
 */
public record Jvm(int heapMebibytes, List<String> options) {
  public Jvm {
    options = List.copyOf(options);
  }
}
