package dev.quorate.zookeeper;

import java.util.List;

/** What came of looking at a znode. */
public sealed interface ZnodeLook {

  /**
   * It is there.
   *
   * @param children their names, sorted
   */
  record Seen(Znode node, List<String> children) implements ZnodeLook {
    public Seen {
      children = List.copyOf(children);
    }
  }

  /** Its access control list does not let the session see anything of it. */
  record Denied() implements ZnodeLook {}

  /** It is not there. */
  record Gone() implements ZnodeLook {}

  /** Nobody knows. */
  record Failed(String why) implements ZnodeLook {}
}
