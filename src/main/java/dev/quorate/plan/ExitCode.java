package dev.quorate.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the exit code of a member's container means: ZooKeeper's own (zookeeper-operations: {@code
 * org.apache.zookeeper.util.ServiceUtils} and {@code server.ExitCode}) and signals.
 */
enum ExitCode {
  UNEXPECTED(1, "an unexpected error; the log names it"),
  INVOCATION(2, "the configuration cannot be read"),
  DATA_DIRECTORY(3, "the data directory cannot be used"),
  ADMIN_SERVER(4, "the admin server cannot start"),
  TRANSACTION_LOG(10, "the snapshot or transaction log cannot be read or written"),
  UNMATCHED_COMMIT(12, "it saw a commit that does not match its proposal"),
  QUORUM_PACKET(13, "a packet between members could not be handled"),
  ELECTION_PORT(14, "the election port cannot be bound"),
  DISK_WIPED(83, "the disk is empty although the ensemble has formed"),
  KILLED(137, "killed, by the node or for lack of memory"),
  TERMINATED(143, "stopped on request");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  static Optional<String> meaning(int code) {
    return Arrays.stream(values()).filter(e -> e.code == code).map(e -> e.meaning).findFirst();
  }
}
