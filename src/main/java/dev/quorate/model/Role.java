package dev.quorate.model;

/** What a member is in the committed configuration: it votes, or it only follows. */
public enum Role {
  VOTER("participant", 1),
  OBSERVER("observer", 101);

  private final String keyword;
  private final int idOffset;

  Role(String keyword, int idOffset) {
    this.keyword = keyword;
    this.idOffset = idOffset;
  }

  /** The word in a ZooKeeper server line. */
  public String keyword() {
    return keyword;
  }

  /** The id of the member with ordinal 0. */
  public int idOffset() {
    return idOffset;
  }

  /** The value of the role label, for example {@code voter}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
