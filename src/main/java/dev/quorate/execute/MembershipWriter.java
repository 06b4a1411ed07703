package dev.quorate.execute;

import dev.quorate.execute.WriteResult.Failed;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.zookeeper.AdminResult;
import dev.quorate.zookeeper.AdminResult.Done;
import dev.quorate.zookeeper.AdminResult.OutcomeUnknown;
import dev.quorate.zookeeper.AdminResult.Refused;
import dev.quorate.zookeeper.AdminResult.Unreachable;
import dev.quorate.zookeeper.AdminSession;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.Refusal;
import dev.quorate.zookeeper.ZooKeeperAdmin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes an ensemble's membership, and says what every answer means (fault F26): whatever is not a
 * plain yes ends the pass, and the next one reads the configuration again. Nothing is repeated
 * here.
 */
final class MembershipWriter {
  private final ZooKeeperAdmin admin;

  MembershipWriter(ZooKeeperAdmin admin) {
    this.admin = admin;
  }

  /**
   * @param password of the superuser, empty when the Secret has none
   */
  WriteResult reconfigure(Action.Reconfigure action, Optional<String> password) {
    return inSession(action.through(), password, session -> reconfigure(action, session));
  }

  private static WriteResult reconfigure(Action.Reconfigure action, AdminSession session) {
    return switch (session.committedConfig()) {
      case Done<QuorumConfig>(QuorumConfig now) when !now.equals(action.from()) ->
          new Failed(
              Reason.SITUATION_CHANGED,
              "%s: not done, because version %s is committed by now, and not %s"
                  .formatted(ActionText.of(action), now.versionHex(), action.from().versionHex()));
      case Done<QuorumConfig> _ ->
          told(ActionText.of(action), session.reconfigure(action.change(), action.from()));
      case Refused<QuorumConfig> refused -> told(ActionText.of(action), refused);
      case Unreachable<QuorumConfig> unreachable -> told(ActionText.of(action), unreachable);
      case OutcomeUnknown<QuorumConfig>(String why) -> notRead(ActionText.of(action), why);
    };
  }

  /** A write that a majority has to commit. */
  WriteResult barrier(Action action, List<String> through, Optional<String> password) {
    return inSession(
        through,
        password,
        session -> told("barrier before " + ActionText.of(action), session.barrier()));
  }

  private WriteResult inSession(
      List<String> servers,
      Optional<String> password,
      Function<AdminSession, WriteResult> request) {
    if (password.isEmpty()) {
      return new Failed(
          Reason.SUPERUSER_REFUSED, "the superuser's Secret has no password to log in with");
    }
    try (var session = admin.open(servers, new Login.Superuser(password.get()))) {
      return request.apply(session);
    }
  }

  /** The handling of every answer, in one place. */
  private static <T> WriteResult told(String what, AdminResult<T> result) {
    return switch (result) {
      case Done<T> _ -> WriteResult.changed();
      case Refused<T>(Refusal kind, String message) ->
          new Failed(reason(kind), what + ": " + message);
      case Unreachable<T>(String why) ->
          new Failed(Reason.MEMBER_UNREACHABLE, what + ": not sent, " + why);
      case OutcomeUnknown<T>(String why) ->
          new Failed(
              Reason.OUTCOME_UNKNOWN,
              what + ": nobody saw the outcome, so the configuration is read again; " + why);
    };
  }

  private static WriteResult notRead(String what, String why) {
    return new Failed(
        Reason.OUTCOME_UNKNOWN, what + ": not sent, the configuration could not be read; " + why);
  }

  private static Reason reason(Refusal kind) {
    return switch (kind) {
      case BAD_VERSION, RECONFIG_IN_PROGRESS, THROTTLED, READ_ONLY -> Reason.SITUATION_CHANGED;
      case NO_AUTH -> Reason.SUPERUSER_REFUSED;
      case NEW_CONFIG_NO_QUORUM,
          BAD_ARGUMENTS,
          RECONFIG_DISABLED,
          UNIMPLEMENTED,
          UNREADABLE_CONFIG ->
          Reason.RECONFIG_REFUSED;
    };
  }
}
