package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.status.Findings;
import dev.quorate.status.Pass;
import dev.quorate.status.StatusComputer;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RestsTest {
  private static final Outcomes REFUSED =
      new Outcomes(
          List.of(),
          Optional.of(
              new Outcomes.Failure(new Action.CreateSuperuser(), Reason.API_REFUSED, "quota")));
  private static final Outcomes DONE =
      new Outcomes(List.of(new Action.CreateSuperuser()), Optional.empty());

  private final Rests rests = new Rests();
  private final ZookeeperCluster cluster = cluster();

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(known(healthy().build())).isEmpty();
    assertThat(rests.count()).isZero();
  }

  @Test
  void aPassThatFoundNothingToDoNeedNotBeMadeAgain() {
    made(atRest(Outcomes.none()));
    var now = healthy().at(ObservedStates.NOW.plusSeconds(10)).build();
    var known = known(now).orElseThrow();
    assertThat(known.state()).isSameAs(now);
    assertThat(known.plan().isAtRest()).isTrue();
    assertThat(known.plan().actions()).isEmpty();
    assertThat(known.outcomes().isNothing()).isTrue();
    assertThat(rests.count()).isEqualTo(1);
  }

  @Test
  void transactionsAndLoadAreNoDifference() {
    made(atRest(Outcomes.none(), healthy().vitals(1, load(3))));
    assertThat(known(healthy().vitals(1, load(4)).build())).isPresent();
  }

  static Stream<Named<UnaryOperator<ObservedStates>>> differences() {
    return Stream.of(
        Named.of("silent", s -> s.unreachable(1)),
        Named.of("electing", s -> s.electing(1)),
        Named.of("syncing", s -> s.syncing(1)),
        Named.of("another leader", s -> s.leader(1)),
        Named.of("a second leader", s -> s.alsoLeads(1)),
        Named.of("another configuration", s -> s.committed(1, 2)),
        Named.of("another release", s -> s.version(1, "3.9.4")),
        Named.of("no pod", s -> s.podMissing(1)),
        Named.of("pod not ready", s -> s.podNotReady(1)),
        Named.of("pod going", s -> s.terminating(1)),
        Named.of("restarted", s -> s.exited(1, 1)),
        Named.of("load unknown", s -> s.vitals(1, Probed.unknown("no answer to mntr"))),
        Named.of("no record", s -> s.unrecorded()),
        Named.of("no superuser", s -> s.superuserPresent(false)));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void whateverDiffersIsDecidedByAWholePass(UnaryOperator<ObservedStates> difference) {
    made(atRest(Outcomes.none(), loaded()));
    assertThat(known(loaded().build())).isPresent();
    assertThat(known(difference.apply(loaded()).build())).isEmpty();
  }

  @Test
  void anotherVersionOfTheResourceIsDecidedByAWholePass() {
    made(atRest(Outcomes.none()));
    cluster.getMetadata().setResourceVersion("8");
    assertThat(known(healthy().build())).isEmpty();
  }

  @Test
  void anotherDiagnosisIsToldByAWholePass() {
    made(atRest(Outcomes.none()));
    var clear = new Findings(List.of(), Probed.known(true), false, Set.of());
    assertThat(rests.of(cluster, clear)).isEmpty();
    assertThat(rests.of(cluster, Findings.NONE)).isPresent();
  }

  @Test
  void onceInAWhileAWholePassIsMadeAllTheSame() {
    made(atRest(Outcomes.none()));
    for (int look = 0; look < Rest.LOOKS; look++) {
      assertThat(known(healthy().build())).isPresent();
    }
    assertThat(known(healthy().build())).isEmpty();
    made(atRest(Outcomes.none()));
    assertThat(known(healthy().build())).isPresent();
  }

  @Test
  void aPassThatDidSomethingOrFailedOrWaitedIsNoRest() {
    made(atRest(DONE));
    assertThat(rests.count()).isZero();
    made(atRest(REFUSED));
    assertThat(rests.count()).isZero();
    made(pass(plan(Reason.ENSEMBLE_READY, Blocker.of(Reason.VOLUME_UNAVAILABLE, "later"))));
    assertThat(rests.count()).isZero();
    made(pass(plan(Reason.FORMING)));
    assertThat(rests.count()).isZero();
  }

  @Test
  void aPassThatHadSomethingNewToTellIsNoRest() {
    rests.made(cluster, atRest(Outcomes.none()), Findings.NONE, told(atRest(Outcomes.none())));
    assertThat(rests.count()).isZero();
  }

  @Test
  void aPassOfAnotherKindEndsTheRest() {
    made(atRest(Outcomes.none()));
    made(atRest(REFUSED));
    assertThat(known(healthy().build())).isEmpty();
  }

  @Test
  void aClusterThatIsGoneIsForgotten() {
    made(atRest(Outcomes.none()));
    rests.forget("ns", "zk");
    assertThat(rests.count()).isZero();
  }

  private Optional<Pass.Planned> known(ObservedState glance) {
    return rests.of(cluster, Findings.NONE).flatMap(rest -> rest.still(glance));
  }

  /** A pass after which the status is what it was. */
  private void made(Pass pass) {
    cluster.setStatus(told(pass));
    rests.made(cluster, pass, Findings.NONE, told(pass));
  }

  private static ZookeeperClusterStatus told(Pass pass) {
    return new StatusComputer().compute(null, 1, pass, ObservedStates.NOW);
  }

  private static Pass atRest(Outcomes outcomes) {
    return atRest(outcomes, healthy());
  }

  private static Pass atRest(Outcomes outcomes, ObservedStates states) {
    return pass(plan(Reason.ENSEMBLE_READY), outcomes, states);
  }

  private static Pass pass(Plan plan) {
    return pass(plan, Outcomes.none(), healthy());
  }

  private static Pass pass(Plan plan, Outcomes outcomes, ObservedStates states) {
    return new Pass.Planned(
        new Validated.Accepted(Ensembles.three(), List.of()), states.build(), plan, outcomes);
  }

  private static Plan plan(Reason stage, Blocker... blockers) {
    return new Plan(
        new Plan.Stage(stage, ""),
        List.of(new Action.CreateSuperuser()),
        List.of(blockers),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Probed.known(Optional.empty()),
        Duration.ofSeconds(10));
  }

  private static ObservedStates healthy() {
    return ObservedStates.healthy(3);
  }

  private static ObservedStates loaded() {
    return healthy().vitals(1, load(1));
  }

  private static Vitals load(long requests) {
    return new Vitals(
        requests,
        requests,
        requests,
        OptionalLong.of(requests),
        requests,
        requests,
        requests,
        requests);
  }

  private static ZookeeperCluster cluster() {
    var cluster = new ZookeeperCluster();
    cluster.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("ns")
            .withName("zk")
            .withResourceVersion("7")
            .build());
    return cluster;
  }
}
