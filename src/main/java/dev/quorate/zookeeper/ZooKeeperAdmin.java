package dev.quorate.zookeeper;

import java.util.List;

/**
 * Opens sessions in which an ensemble is administered. Health is read with four-letter words; a
 * session is only for a reconfiguration and what belongs to it.
 */
public interface ZooKeeperAdmin {

  /**
   * Opens a session and returns at once; its first question waits for the connection.
   *
   * @param servers members to connect to, one of them at a time, as {@code host:port}
   */
  AdminSession open(List<String> servers, Login login);
}
