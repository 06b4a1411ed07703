package dev.quorate.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the exit code of a member's container means: ZooKeeper's own ({@code
 * org.apache.zookeeper.server.ExitCode}), the start script's (docs/start-script.md), and signals.
 */
public enum ExitCode {
  UNEXPECTED(1, "an unexpected error; the log names it"),
  INVOCATION(2, "the configuration cannot be read"),
  DATA_DIRECTORY(3, "the data directory cannot be used"),
  ADMIN_SERVER(4, "the admin server cannot start"),
  TRANSACTION_LOG(10, "the snapshot or transaction log cannot be read or written"),
  UNMATCHED_COMMIT(12, "it saw a commit that does not match its proposal"),
  QUORUM_PACKET(13, "a packet between members could not be handled"),
  ELECTION_PORT(14, "the election port cannot be bound"),
  BAD_ENVIRONMENT(40, "the environment of the container is not what the operator renders"),
  FOREIGN_VOLUME(41, "the volume belongs to another member"),
  BAD_MEMBERSHIP(42, "the membership list is missing or incomplete"),
  NOBODY_TO_JOIN(43, "there is nobody to copy the data from"),
  NAME_UNRESOLVED(44, "its own name does not resolve to its address"),
  WRITE_FAILED(45, "the volume cannot be written"),
  BAD_CONFIGURATION(46, "the configuration or the superuser's digest is missing"),
  DISK_WIPED(47, "the disk is empty although the ensemble has formed"),
  KILLED(137, "killed, by the node or for lack of memory"),
  TERMINATED(143, "stopped on request");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  static Optional<String> meaning(int code) {
    return Arrays.stream(values()).filter(e -> e.code == code).map(e -> e.meaning).findFirst();
  }
}
