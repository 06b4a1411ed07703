package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Action;
import dev.quorate.testing.Ensembles;
import dev.quorate.zookeeper.AdminResult;
import dev.quorate.zookeeper.AdminSession;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.Refusal;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of an ensemble (fault F26), at each of the three requests that are made. */
class MembershipWriterTest {
  private static final QuorumConfig READ = config(7, 1, 2, 3, 4);
  private static final QuorumConfig AFTER = config(9, 1, 2, 3);
  private static final List<String> THROUGH = List.of("127.0.1.1:2181", "127.0.1.2:2181");
  private static final Action.Reconfigure LEAVE =
      new Action.Reconfigure(
          new MemberId(4), MembershipChange.leave(new MemberId(4)), READ, THROUGH, "zk-3 leaves");
  private static final Action.RemovePods REMOVE =
      new Action.RemovePods(
          List.of(new MemberId(4)), Optional.empty(), new StatefulSet(), THROUGH, "zk-3 left");

  private final List<String> requests = new ArrayList<>();
  private AdminResult<QuorumConfig> committed = new AdminResult.Done<>(READ);
  private AdminResult<QuorumConfig> changed = new AdminResult.Done<>(AFTER);
  private AdminResult<Duration> passed = new AdminResult.Done<>(Duration.ZERO);

  private static QuorumConfig config(long counter, Integer... voters) {
    var names = Ensembles.three().names();
    return new QuorumConfig(
        (1L << 32) + counter,
        Stream.of(voters).map(id -> names.serverLine(new MemberId(id), Role.VOTER)).toList());
  }

  private final MembershipWriter writer =
      new MembershipWriter((servers, login) -> {
        requests.add("open " + servers + " as " + ((Login.Superuser) login).password());
        return new Script();
      });

  private final class Script implements AdminSession {
    @Override
    public AdminResult<QuorumConfig> committedConfig() {
      requests.add("read");
      return committed;
    }

    @Override
    public AdminResult<QuorumConfig> reconfigure(MembershipChange change, QuorumConfig read) {
      requests.add("reconfigure from " + read.versionHex());
      return changed;
    }

    @Override
    public AdminResult<Duration> barrier() {
      requests.add("barrier");
      return passed;
    }

    @Override
    public void close() {
      requests.add("close");
    }
  }

  private static String text(WriteResult result) {
    return switch (result) {
      case WriteResult.Changed _ -> "changed";
      case WriteResult.Unchanged _ -> "unchanged";
      case WriteResult.Failed(Reason reason, String message) -> reason + ": " + message;
    };
  }

  @Test
  void readsOnceMoreAndChangesFromTheVersionThatWasRead() {
    assertThat(text(writer.reconfigure(LEAVE, Optional.of("s3cret")))).isEqualTo("changed");
    assertThat(requests)
        .containsExactly(
            "open [127.0.1.1:2181, 127.0.1.2:2181] as s3cret",
            "read",
            "reconfigure from 100000007",
            "close");
  }

  @Test
  void changesNothingWhenAnotherConfigurationIsCommittedByNow() {
    committed = new AdminResult.Done<>(AFTER);
    assertThat(text(writer.reconfigure(LEAVE, Optional.of("s3cret"))))
        .isEqualTo(
            "SituationChanged: reconfigure (zk-3 leaves): not done, because version 100000009 is"
                + " committed by now, and not 100000007");
    assertThat(requests).doesNotContain("reconfigure from 100000007").endsWith("close");
  }

  @Test
  void opensNoSessionWithoutAPassword() {
    assertThat(text(writer.reconfigure(LEAVE, Optional.empty()))).startsWith("SuperuserRefused: ");
    assertThat(text(writer.barrier(REMOVE, REMOVE.through(), Optional.empty())))
        .startsWith("SuperuserRefused: ");
    assertThat(requests).isEmpty();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(refused(Refusal.BAD_VERSION), Reason.SITUATION_CHANGED),
        Arguments.of(refused(Refusal.RECONFIG_IN_PROGRESS), Reason.SITUATION_CHANGED),
        Arguments.of(refused(Refusal.THROTTLED), Reason.SITUATION_CHANGED),
        Arguments.of(refused(Refusal.READ_ONLY), Reason.SITUATION_CHANGED),
        Arguments.of(refused(Refusal.NEW_CONFIG_NO_QUORUM), Reason.RECONFIG_REFUSED),
        Arguments.of(refused(Refusal.BAD_ARGUMENTS), Reason.RECONFIG_REFUSED),
        Arguments.of(refused(Refusal.RECONFIG_DISABLED), Reason.RECONFIG_REFUSED),
        Arguments.of(refused(Refusal.UNIMPLEMENTED), Reason.RECONFIG_REFUSED),
        Arguments.of(refused(Refusal.UNREADABLE_CONFIG), Reason.RECONFIG_REFUSED),
        Arguments.of(refused(Refusal.NO_AUTH), Reason.SUPERUSER_REFUSED),
        Arguments.of(new AdminResult.Unreachable<>("nobody"), Reason.MEMBER_UNREACHABLE),
        Arguments.of(new AdminResult.OutcomeUnknown<>("lost"), Reason.OUTCOME_UNKNOWN));
  }

  private static AdminResult<?> refused(Refusal kind) {
    return new AdminResult.Refused<>(kind, kind.explanation());
  }

  @ParameterizedTest
  @MethodSource("answers")
  @SuppressWarnings("unchecked")
  void whatIsNoYesEndsThePassAndIsNeverRepeated(AdminResult<?> answer, Reason reason) {
    changed = (AdminResult<QuorumConfig>) answer;
    assertThat(text(writer.reconfigure(LEAVE, Optional.of("s3cret")))).startsWith(reason + ": ");
    assertThat(requests).filteredOn(r -> r.startsWith("reconfigure")).hasSize(1);
    assertThat(requests.getLast()).isEqualTo("close");
  }

  @ParameterizedTest
  @MethodSource("answers")
  @SuppressWarnings("unchecked")
  void nothingIsChangedWhenTheConfigurationCannotBeRead(AdminResult<?> answer, Reason reason) {
    committed = (AdminResult<QuorumConfig>) answer;
    assertThat(text(writer.reconfigure(LEAVE, Optional.of("s3cret")))).startsWith(reason + ": ");
    assertThat(requests).noneMatch(r -> r.startsWith("reconfigure"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  @SuppressWarnings("unchecked")
  void noPodGoesWithoutABarrier(AdminResult<?> answer, Reason reason) {
    passed = (AdminResult<Duration>) answer;
    assertThat(text(writer.barrier(REMOVE, REMOVE.through(), Optional.of("s3cret"))))
        .startsWith(reason + ": ");
  }
}
