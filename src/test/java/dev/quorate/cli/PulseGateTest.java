package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.Probed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the members say themselves against load. */
class PulseGateTest {
  private final List<MemberStatus> members = new ArrayList<>();
  private final Map<String, Probed<MemberPulse>> pulses = new TreeMap<>();

  /** Three voters that are whole: zk-1 leads. */
  @BeforeEach
  void whole() {
    for (int i = 0; i < 3; i++) {
      member("zk-" + i, i + 1);
    }
    says("zk-0", follower());
    says("zk-1", leader(2, 0));
    says("zk-2", follower());
  }

  private void member(String name, int id) {
    members.add(new MemberStatus(name, id, null, "Synced", null, null, true, null));
  }

  private void says(String name, MemberPulse pulse) {
    pulses.put(name, Probed.known(pulse));
  }

  private static MemberPulse follower() {
    return new MemberPulse("follower", OptionalLong.empty(), OptionalLong.empty());
  }

  private static MemberPulse leader(long followers, long observers) {
    return new MemberPulse("leader", OptionalLong.of(followers), OptionalLong.of(observers));
  }

  private static MemberPulse says(String state) {
    return new MemberPulse(state, OptionalLong.empty(), OptionalLong.empty());
  }

  private List<String> reasons() {
    return PulseGate.reasons(members, pulses);
  }

  @Test
  void nothingSpeaksAgainstAnEnsembleThatIsWhole() {
    assertThat(reasons()).isEmpty();
  }

  @Test
  void observersAreWholeToo() {
    member("zk-observer-0", 101);
    says("zk-observer-0", says("observer"));
    says("zk-1", leader(2, 1));
    assertThat(reasons()).isEmpty();
  }

  @Test
  void observersMayBeFedByAFollower() {
    member("zk-observer-0", 101);
    says("zk-observer-0", says("observer"));
    says("zk-0", new MemberPulse("follower", OptionalLong.empty(), OptionalLong.of(1)));
    assertThat(reasons()).isEmpty();
  }

  @Test
  void oneServerAloneIsWhole() {
    members.subList(1, 3).clear();
    pulses.clear();
    says("zk-0", says("standalone"));
    assertThat(reasons()).isEmpty();
  }

  @Test
  void aMemberThatDoesNotAnswerIsNot() {
    pulses.put("zk-2", Probed.unknown("does not answer mntr: read timeout"));
    assertThat(reasons()).containsExactly("zk-2: does not answer mntr: read timeout");
  }

  @Test
  void aMemberThatWasNotAskedIsNot() {
    pulses.remove("zk-2");
    assertThat(reasons()).containsExactly("zk-2 was not asked: its pod does not run");
  }

  @Test
  void aMemberThatServesOnlyReadsIsNot() {
    says("zk-2", says("read-only"));
    assertThat(reasons()).containsExactly("zk-2 says that it is read-only");
  }

  @Test
  void aVoterThatObservesIsNot() {
    says("zk-2", says("observer"));
    assertThat(reasons()).containsExactly("zk-2 says that it is observer");
  }

  @Test
  void noLeaderIsNot() {
    says("zk-1", follower());
    assertThat(reasons()).containsExactly("no member says that it leads");
  }

  @Test
  void twoLeadersAreNot() {
    says("zk-2", leader(2, 0));
    assertThat(reasons()).containsExactly("several members say that they lead: zk-1, zk-2");
  }

  @Test
  void aServerAloneAmongOthersIsNot() {
    says("zk-1", says("standalone"));
    assertThat(reasons()).containsExactly("the leader does not count its followers");
  }

  @Test
  void aFollowerThatIsNotSyncedIsNot() {
    says("zk-1", leader(1, 0));
    assertThat(reasons()).containsExactly("1 of 2 followers are synced with the leader");
  }

  @Test
  void anObserverThatIsNotSyncedIsNot() {
    member("zk-observer-0", 101);
    says("zk-observer-0", says("observer"));
    assertThat(reasons()).containsExactly("0 of 1 observers are synced with the leader");
  }
}
