package dev.quorate.local.api.apply;

import java.util.List;
import java.util.SortedMap;

/** Others own fields that an apply would change. */
public final class ApplyConflict extends RuntimeException {
  private final transient SortedMap<String, List<String>> conflicts;

  ApplyConflict(SortedMap<String, List<String>> conflicts) {
    super(message(conflicts));
    this.conflicts = conflicts;
  }

  /** Paths by the managers that own them, managers as messages name them. */
  public SortedMap<String, List<String>> conflicts() {
    return conflicts;
  }

  private static String message(SortedMap<String, List<String>> conflicts) {
    int count = conflicts.values().stream().mapToInt(List::size).sum();
    if (count == 1) {
      return "Apply failed with 1 conflict: conflict with %s: %s"
          .formatted(conflicts.firstKey(), conflicts.get(conflicts.firstKey()).getFirst());
    }
    var message = new StringBuilder("Apply failed with " + count + " conflicts: ");
    String separator = "";
    for (var manager : conflicts.entrySet()) {
      message.append(separator).append("conflicts with ").append(manager.getKey()).append(':');
      manager.getValue().forEach(path -> message.append("\n- ").append(path));
      separator = "\n";
    }
    return message.toString();
  }
}
