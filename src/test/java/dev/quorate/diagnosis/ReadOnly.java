package dev.quorate.diagnosis;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.ServerFacts;
import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.MemberId;
import dev.quorate.testing.Ensembles;
import java.util.TreeMap;

/** A member that is cut off from the majority and serves reads all the same. */
final class ReadOnly {
  private ReadOnly() {}

  static ObservedState member(ObservedState state, int id) {
    var member = state.member(new MemberId(id));
    var serving = member.serving().orElseThrow();
    Probed<ServerFacts> alone =
        Probed.known(
            new Serving(
                Mode.READ_ONLY,
                serving.zxid(),
                serving.version(),
                Probed.unknown("mntr reports no peer state"),
                serving.config(),
                serving.vitals(),
                serving.course()));
    var members = new TreeMap<>(state.members());
    members.put(member.id(), new ObservedMember(member.id(), member.pod(), member.claim(), alone));
    return new ObservedState(
        state.now(),
        state.objects(),
        state.formedInStatus(),
        state.publishedOutline(),
        state.membership(),
        state.sets(),
        state.superuserPresent(),
        members,
        QuorumView.of(Ensembles.three().names(), members.values()));
  }
}
