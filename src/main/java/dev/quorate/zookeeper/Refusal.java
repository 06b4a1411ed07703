package dev.quorate.zookeeper;

import java.util.Optional;
import org.apache.zookeeper.KeeperException;

/** Why an ensemble refused a request. */
public enum Refusal {
  BAD_VERSION("the configuration has changed since it was read"),
  NEW_CONFIG_NO_QUORUM("no majority of the new voters is connected and synced"),
  RECONFIG_IN_PROGRESS("another reconfiguration is in flight"),
  NO_AUTH("the session has no right to do this"),
  BAD_ARGUMENTS(
      "the ensemble considers the change invalid: syntax, addresses, or number of voters"),
  RECONFIG_DISABLED("reconfigEnabled is not set on the leader"),
  UNIMPLEMENTED("the server has no dynamic configuration: standalone"),
  READ_ONLY("the server is out of quorum and read-only"),
  THROTTLED("the server is overloaded"),
  /** Read, and not what we can work with; not an error of ZooKeeper's. */
  UNREADABLE_CONFIG("the configuration cannot be understood");

  private final String explanation;

  Refusal(String explanation) {
    this.explanation = explanation;
  }

  public String explanation() {
    return explanation;
  }

  /** Empty for everything after which the request may have been carried out. */
  static Optional<Refusal> of(KeeperException.Code code) {
    return switch (code) {
      case BADVERSION -> Optional.of(BAD_VERSION);
      case NEWCONFIGNOQUORUM -> Optional.of(NEW_CONFIG_NO_QUORUM);
      case RECONFIGINPROGRESS -> Optional.of(RECONFIG_IN_PROGRESS);
      case NOAUTH, AUTHFAILED -> Optional.of(NO_AUTH);
      case BADARGUMENTS -> Optional.of(BAD_ARGUMENTS);
      case RECONFIGDISABLED -> Optional.of(RECONFIG_DISABLED);
      case UNIMPLEMENTED -> Optional.of(UNIMPLEMENTED);
      case NOTREADONLY -> Optional.of(READ_ONLY);
      case THROTTLEDOP -> Optional.of(THROTTLED);
      default -> Optional.empty();
    };
  }
}
