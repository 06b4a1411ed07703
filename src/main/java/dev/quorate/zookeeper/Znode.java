package dev.quorate.zookeeper;

import org.apache.zookeeper.data.Stat;

/**
 * What is known of a znode without reading its data. Whether it is a container or has a time to
 * live is not: servers tell clients only whose an ephemeral node is.
 *
 * @param session that an ephemeral node ends with; 0 for others
 * @param bytes of its data
 * @param children right below it
 */
public record Znode(long session, int bytes, int children) {
  static Znode of(Stat stat) {
    return new Znode(stat.getEphemeralOwner(), stat.getDataLength(), stat.getNumChildren());
  }

  /** Whether it goes when its session does. */
  public boolean isEphemeral() {
    return session != 0;
  }
}
