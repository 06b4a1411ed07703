package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How observers come and go, and that they hold nobody up. */
class ObserversTest {
  private static final Names NAMES = Ensembles.three().names();

  private final PlannedSteps steps = new PlannedSteps();

  private static QuorumConfig withObservers(Integer... observers) {
    var servers =
        Stream.concat(Stream.of(1, 2, 3), Stream.of(observers))
            .map(MemberId::new)
            .map(id -> NAMES.serverLine(id, id.role()))
            .toList();
    return new QuorumConfig(9L << 32, servers);
  }

  static ObservedStates threeVotersAndTwoObservers() {
    return ObservedStates.healthy(3)
        .committed(withObservers(101, 102))
        .observerReplicas(2)
        .synced(101)
        .synced(102)
        .formed();
  }

  private List<String> next(int observers, ObservedStates states) {
    return steps.next(Ensembles.of(3).observers(observers).build(), states);
  }

  @Test
  void anObserverJoinsWithoutAVoteAndStaysWithout() {
    assertThat(next(2, ObservedStates.healthy(3))).containsExactly("make 1 pods");
    assertThat(next(2, ObservedStates.healthy(3).observerReplicas(1).syncing(101)))
        .containsExactly("wait for AddingMember zk-observer-0");
    assertThat(next(2, ObservedStates.healthy(3).observerReplicas(1).synced(101)))
        .singleElement()
        .asString()
        .startsWith(
            "join server.101=zk-observer-0.zk-members.ns.svc.cluster.local:2888:3888:observer;");
    assertThat(steps.listed())
        .containsExactly("1 participant", "2 participant", "3 participant", "101 observer");
  }

  @Test
  void votersJoinBeforeObservers() {
    var both = Ensembles.of(5).observers(1).build();
    assertThat(steps.next(both, ObservedStates.healthy(3))).containsExactly("make 4 pods");
  }

  @Test
  void anObserverThatIsAwayKeepsNobodyFromAnything() {
    var away =
        ObservedStates.healthy(3)
            .committed(withObservers(101))
            .observerReplicas(1)
            .podMissing(101)
            .formed();
    assertThat(next(1, away)).isEmpty();
    assertThat(steps.topology().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void anObserverThatAFollowerFeedsTakesPartAlthoughTheLeaderDoesNotCountIt() {
    var fed =
        ObservedStates.healthy(3)
            .committed(withObservers(101))
            .observerReplicas(1)
            .synced(101)
            .uncounted()
            .formed();
    assertThat(fed.build().quorum().observing()).containsExactly(new MemberId(101));
    assertThat(next(1, fed)).isEmpty();
  }

  @Test
  void anObserverLeavesLikeAVoter() {
    var two = threeVotersAndTwoObservers();
    assertThat(next(1, two).getFirst()).startsWith("leave [102] ");
    assertThat(next(1, two.committed(withObservers(101))))
        .containsExactly("keep 1 pods, not [102]");
    assertThat(next(0, two.committed(withObservers()).observerReplicas(1)))
        .containsExactly("keep 0 pods, not [101]");
  }
}
