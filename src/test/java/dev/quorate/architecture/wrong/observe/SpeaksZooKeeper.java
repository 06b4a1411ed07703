package dev.quorate.architecture.wrong.observe;

import org.apache.zookeeper.ZooDefs;

/** Goes past the one package that speaks to ZooKeeper. */
public final class SpeaksZooKeeper {
  static int permissions() {
    return ZooDefs.Perms.ALL;
  }

  static ZooDefs definitions() {
    return new ZooDefs();
  }
}
