package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.model.ProbeRound;
import dev.quorate.model.Role;
import dev.quorate.testing.VolumeSketch;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that compare no number. */
class RuleTest {
  private static final String CORRUPT =
      "java.io.IOException: The accepted epoch, 2 is less than the current epoch, 3";

  /** As 3.9.5 writes it. */
  private static final String ELECTED =
      "2026-11-22T19:27:46.101Z INFO  [QuorumPeer[myid=3](plain=127.176.83.4:2181)] Learner -"
          + " FOLLOWING - LEADER ELECTION TOOK - 12 MS";

  private static final String STARTS = "quorate: starting ZooKeeper as server.3";
  private static final String NO_NAME =
      "quorate: waiting until zk-2.zk-members.data.svc.cluster.local resolves to 10.0.0.3 (now"
          + " nothing; 60 s left)";

  private static final String NO_CHANNEL =
      "2026-11-22T15:56:08.886Z WARN  [QuorumConnectionThread-[myid=3]-3] QuorumCnxManager - Cannot"
          + " open channel to 2 at election address"
          + " zk-1.zk-members.default.svc.cluster.local/127.163.67.7:3888";

  private static Verdict ofEnsemble(String rule, Scene scene) {
    return Verdicts.of(rule, scene, 0);
  }

  private static Scene crashed(int id, int code, String reason, String words) {
    return Scene.healthy().member(id, m -> m.crashed(new Exit(code, reason, words), 2));
  }

  private static String evidence(Verdict verdict) {
    return ((Verdict.Found) verdict).evidence();
  }

  @Test
  void aMajorityThatElectsIsNoQuorum() {
    var verdict =
        ofEnsemble("NoQuorum", Scene.healthy().but(s -> s.electing(2).electing(3).unreachable(1)));
    assertThat(Verdicts.level(verdict)).contains(Level.CRITICAL);
    assertThat(evidence(verdict)).isEqualTo("zk-1: MemberElecting, zk-2: MemberElecting");
  }

  @Test
  void aMajorityWithoutPodsIsNoQuorum() {
    var verdict =
        ofEnsemble("NoQuorum", Scene.healthy().but(s -> s.podMissing(2).podMissing(3).electing(1)));
    assertThat(Verdicts.level(verdict)).contains(Level.CRITICAL);
  }

  @Test
  void aMajorityThatCannotBeAskedMayHaveAQuorum() {
    assertThat(ofEnsemble("NoQuorum", Scene.healthy().but(s -> s.unreachable(2).unreachable(3))))
        .isEqualTo(Verdict.unknown());
    assertThat(ofEnsemble("NoQuorum", Scene.healthy().but(s -> s.electing(3).unreachable(2))))
        .isEqualTo(Verdict.unknown());
  }

  @Test
  void anEnsembleThatFormsHasLostNoQuorum() {
    var forming = Scene.healthy().but(s -> s.electing().unrecorded());
    assertThat(ofEnsemble("NoQuorum", forming)).isEqualTo(Verdict.fine());
    assertThat(ofEnsemble("NoQuorum", Scene.healthy())).isEqualTo(Verdict.fine());
  }

  @Test
  void twoLeadersDoNotAgree() {
    assertThat(evidence(ofEnsemble("DivergingViews", Scene.healthy().but(s -> s.alsoLeads(3)))))
        .isEqualTo("leaders: zk-1, zk-2");
    assertThat(ofEnsemble("DivergingViews", Scene.healthy())).isEqualTo(Verdict.fine());
    assertThat(ofEnsemble("DivergingViews", Scene.healthy().but(s -> s.unreachable())))
        .isEqualTo(Verdict.unknown());
  }

  @ParameterizedTest
  @CsvSource({"3, 0, false", "3, 1, true", "5, 1, false", "5, 2, true", "1, 0, false"})
  void oneFailureFromAnOutageIsWhenNobodyMayBeLost(int voters, int away, boolean found) {
    var scene = Scene.healthy(voters);
    if (away > 0) {
      scene.but(s -> s.unreachable(voters));
    }
    if (away > 1) {
      scene.but(s -> s.unreachable(1));
    }
    var verdict = Verdicts.of("OneFailureFromOutage", Scene.healthy(voters), scene, 0);
    assertThat(Verdicts.level(verdict).isPresent()).isEqualTo(found);
  }

  private static final ProbeRound FAILED = new ProbeRound.Failed("connect: no answer");
  private static final ProbeRound PASSED =
      new ProbeRound.Passed(
          Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));

  @Test
  void threeFailedRoundsInARowThroughASyncedMemberAreAProblem() {
    var verdict = Verdicts.of("ProbeFails", probed(FAILED, FAILED, FAILED), 1);
    assertThat(Verdicts.level(verdict)).contains(Level.CRITICAL);
    assertThat(evidence(verdict)).endsWith("the latest: connect: no answer");
  }

  @Test
  void anotherReasonForFailedRoundsIsNoNews() {
    var other = new ProbeRound.Failed("create: NoAuth for /quorate-probe/0x1");
    assertThat(kind(probed(FAILED, FAILED, FAILED)))
        .isEqualTo(kind(probed(FAILED, FAILED, FAILED, other)));
  }

  private static String kind(Scene scene) {
    return ((Verdict.Found) Verdicts.of("ProbeFails", scene, 1)).kind();
  }

  @Test
  void fewerFailedRoundsAreNone() {
    assertThat(Verdicts.of("ProbeFails", probed(FAILED, FAILED), 1)).isEqualTo(Verdict.fine());
    assertThat(Verdicts.of("ProbeFails", probed(FAILED, FAILED, PASSED, FAILED), 1))
        .isEqualTo(Verdict.fine());
    assertThat(Verdicts.of("ProbeFails", Scene.healthy(), 1)).isEqualTo(Verdict.fine());
  }

  @Test
  void failedRoundsThroughAMemberThatIsAwayAreNone() {
    var away = probed(FAILED, FAILED, FAILED).but(s -> s.unreachable(1));
    assertThat(Verdicts.of("ProbeFails", away, 1)).isEqualTo(Verdict.fine());
  }

  @Test
  void tooFewRoundsDoNotTellHowSlowAMemberIs() {
    assertThat(Verdicts.of("ProbeSlow", probed(PASSED, PASSED), 1)).isEqualTo(Verdict.unknown());
  }

  private static Scene probed(ProbeRound... rounds) {
    return Scene.healthy().probed(1, rounds);
  }

  @Test
  void electionsThatRestartsCostAreNoFlapping() {
    assertThat(flapping(7)).contains(Level.CRITICAL);
    assertThat(flapping(7, 5)).contains(Level.WARNING);
    assertThat(flapping(7, 4, 6, 7)).isEmpty();
    assertThat(flapping(7, 3, 8)).as("before and after").contains(Level.CRITICAL);
  }

  /** A minute ago it was the third epoch. */
  private static Optional<Level> flapping(int epoch, long... planned) {
    var now = Scene.healthy().planned(planned).but(s -> s.epoch(epoch));
    return Verdicts.level(ofEnsemble("LeaderFlapping", now));
  }

  /** The leader counts three more than a minute ago. */
  private static Optional<Level> copied(Scene now) {
    var then = Scene.healthy().tells(Figure.SNAP_SYNCS, 1);
    return Verdicts.level(Verdicts.of("SyncLoops", then, now.tells(Figure.SNAP_SYNCS, 4), 0));
  }

  @Test
  void copiesForMembersThatWereRestartedAreNoLoop() {
    assertThat(copied(Scene.healthy())).contains(Level.WARNING);
    assertThat(copied(Scene.healthy().member(1, m -> m.restarts = 1))).isEmpty();
  }

  /** Only the leader has told anything a minute ago: the others were not serving yet. */
  @Test
  void copiesForMembersThatComeUpAreNoLoop() {
    var then = Scene.healthy().tells(2, Figure.SNAP_SYNCS, 1);
    var now = Scene.healthy().tells(Figure.SNAP_SYNCS, 4);
    assertThat(Verdicts.of("SyncLoops", then, now, 0)).isEqualTo(Verdict.fine());
  }

  @Test
  void withoutALeaderNobodyKnowsHowManyMayBeLost() {
    assertThat(ofEnsemble("OneFailureFromOutage", Scene.healthy().but(s -> s.electing())))
        .isEqualTo(Verdict.unknown());
  }

  @Test
  void aVoterThatIsNotSyncedIsMissingAndItsStateSaysWhy() {
    var pending = Scene.healthy().but(s -> s.pending(3, "Unschedulable: 0/3 nodes"));
    assertThat(evidence(Verdicts.of("MemberMissing", pending, 3)))
        .isEqualTo("Unschedulable: 0/3 nodes");
    assertThat(Verdicts.of("MemberMissing", pending, 1)).isEqualTo(Verdict.fine());
    assertThat(Verdicts.of("MemberMissing", Scene.healthy().but(s -> s.electing()), 3))
        .isEqualTo(Verdict.unknown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CorruptData     | 1   | Error     | java.lang.RuntimeException: Unable to run quorum server",
        "NotInPeerList   | 1   | Error     | java.lang.RuntimeException: My id 7 not in the peer list",
        "DiskFull        | 1   | Error     | java.io.IOException: No space left on device",
        "KilledForMemory | 137 | OOMKilled | killed",
        "KilledForMemory | 3   | Error     | Terminating due to java.lang.OutOfMemoryError",
        "NameUnresolved  | 44  | Error     | refused: the name does not resolve",
        "NameUnresolved  | 1   | Error     | BindException: Cannot assign requested address",
      })
  void itsLastWordsSayWhyItEnded(String rule, int code, String reason, String words) {
    assertThat(Verdicts.level(Verdicts.of(rule, crashed(3, code, reason, words), 3))).isPresent();
    assertThat(Verdicts.of(rule, crashed(3, code, reason, words), 1)).isEqualTo(Verdict.fine());
    assertThat(Verdicts.of(rule, crashed(3, 1, "Error", "something else"), 3))
        .isEqualTo(Verdict.fine());
  }

  @Test
  void whatItSaidLongAgoIsOverOnceItIsSynced() {
    var back = Scene.healthy().but(s -> s.exited(3, 1));
    assertThat(Verdicts.of("CorruptData", crashed(3, 1, "Error", CORRUPT), back, 3))
        .isEqualTo(Verdict.fine());
  }

  @Test
  void aMemberThatRunsAndIsNotReachedIsATroubleOfTheNetwork() {
    var alone = Scene.healthy().but(s -> s.electing(3)).log(3, NO_CHANNEL);
    assertThat(evidence(Verdicts.of("PeerUnreachable", alone, 3))).isEqualTo("zk-1");
    assertThat(Verdicts.of("PeerUnreachable", alone, 1)).isEqualTo(Verdict.fine());
  }

  @Test
  void whatTheLogSaysIsPastOnceBothAreSynced() {
    assertThat(Verdicts.of("PeerUnreachable", Scene.healthy().log(3, NO_CHANNEL), 3))
        .isEqualTo(Verdict.fine());
  }

  @Test
  void aMemberThatStillWaitsForItsNameSaysSo() {
    var waiting = Scene.healthy().but(s -> s.begins(3)).log(3, NO_NAME);
    assertThat(evidence(Verdicts.of("NameUnresolved", waiting, 3)))
        .isEqualTo("its own name does not resolve to its address");
    var frozen = Scene.healthy().but(s -> s.unseen(3)).log(3, NO_NAME);
    assertThat(Verdicts.of("NameUnresolved", frozen, 3)).isEqualTo(Verdict.fine());
    var started = Scene.healthy().but(s -> s.begins(3)).log(3, NO_NAME, STARTS);
    assertThat(Verdicts.of("NameUnresolved", started, 3)).isEqualTo(Verdict.fine());
  }

  @Test
  void whoWasNotReachedBeforeTheElectionIsNewsOfThen() {
    var frozen = Scene.healthy().but(s -> s.unseen(3)).log(3, NO_CHANNEL, ELECTED);
    assertThat(Verdicts.of("PeerUnreachable", frozen, 3)).isEqualTo(Verdict.fine());
  }

  @Test
  void aMemberThatDoesNotRunCannotBeReachedAnyway() {
    var gone = Scene.healthy().but(s -> s.podMissing(2).electing(3)).log(3, NO_CHANNEL);
    assertThat(Verdicts.of("PeerUnreachable", gone, 3)).isEqualTo(Verdict.fine());
    var stranger =
        Scene.healthy()
            .but(s -> s.electing(3))
            .log(3, NO_CHANNEL.replace("channel to 2", "channel to 77"));
    assertThat(Verdicts.of("PeerUnreachable", stranger, 3)).isEqualTo(Verdict.fine());
  }

  @Test
  void membersThatStillStartAndOneThatServesReadsAloneAreNoQuorum() {
    var alone =
        Scene.healthy().but(s -> s.begins(1).begins(2)).lastly(state -> ReadOnly.member(state, 3));
    assertThat(Verdicts.level(ofEnsemble("NoQuorum", alone))).contains(Level.CRITICAL);
  }

  @Test
  void aMemberThatServesReadsAloneIsCutOff() {
    var alone = Scene.healthy().lastly(state -> ReadOnly.member(state, 3));
    assertThat(Verdicts.level(Verdicts.of("ReadOnlyMember", alone, 3))).contains(Level.CRITICAL);
    assertThat(Verdicts.of("ReadOnlyMember", alone, 1)).isEqualTo(Verdict.fine());
    assertThat(Verdicts.of("ReadOnlyMember", Scene.healthy().but(s -> s.unreachable(3)), 3))
        .isEqualTo(Verdict.unknown());
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false", "4, true", "5, false"})
  void anEvenOrSingleNumberOfVotersIsNamed(int voters, boolean found) {
    var verdict = Verdicts.of("FewVoters", Scene.healthy(voters), Scene.healthy(voters), 0);
    assertThat(Verdicts.level(verdict))
        .isEqualTo(found ? Optional.of(Level.INFO) : Optional.empty());
  }

  @Test
  void aSettingThatWasAskedForAndIsNotInEffectIsDrift() {
    var drifted = Scene.healthy().runsWith("tickTime", "2000").asks("tickTime", "3000");
    assertThat(evidence(Verdicts.of("ConfigDrift", drifted, 1)))
        .isEqualTo("tickTime is 2000, not 3000");
    var same = Scene.healthy().runsWith("tickTime", "3000").asks("tickTime", "3000");
    assertThat(Verdicts.of("ConfigDrift", same, 1)).isEqualTo(Verdict.fine());
    var unprinted = Scene.healthy().runsWith("tickTime", "3000").asks("fips-mode", "true");
    assertThat(Verdicts.of("ConfigDrift", unprinted, 1)).isEqualTo(Verdict.fine());
    assertThat(Verdicts.of("ConfigDrift", Scene.healthy().asks("tickTime", "3000"), 1))
        .isEqualTo(Verdict.unknown());
  }

  @Test
  void mixedReleasesAndKnownDefectsAreARisk() {
    assertThat(evidence(ofEnsemble("VersionRisk", Scene.healthy().but(s -> s.version(3, "3.8.6")))))
        .isEqualTo("releases 3.8.6, 3.9.5");
    assertThat(evidence(ofEnsemble("VersionRisk", Scene.healthy().defect("3.9.5", "it is slow"))))
        .isEqualTo("3.9.5: it is slow");
    assertThat(ofEnsemble("VersionRisk", Scene.healthy().defect("3.9.4", "it is slow")))
        .isEqualTo(Verdict.fine());
    assertThat(ofEnsemble("VersionRisk", Scene.healthy().but(s -> s.unreachable())))
        .isEqualTo(Verdict.unknown());
  }

  /** What ZooKeeper's own files take is the least that is used. */
  @ParameterizedTest
  @CsvSource({"750, false", "760, true"})
  void withoutAMeasurementAVolumeIsAsFullAsZooKeepersFiles(int mebibytes, boolean found) {
    var scene =
        Scene.healthy()
            .runsWith("dataDirSize", Long.toString((long) mebibytes << 20))
            .runsWith("dataLogSize", "1")
            .lastly(state -> VolumeSketch.of(Role.VOTER, state).allHave("1000Mi").build());
    assertThat(Verdicts.level(Verdicts.of("DiskFilling", scene, 1)).isPresent()).isEqualTo(found);
  }
}
