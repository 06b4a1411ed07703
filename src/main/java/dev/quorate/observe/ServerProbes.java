package dev.quorate.observe;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the servers of all members at once, within one deadline. */
@FunctionalInterface
public interface ServerProbes {
  /** One answer for every pod; unknown with the reason when there is none in time. */
  Map<MemberId, Probed<ServerFacts>> ask(SortedMap<MemberId, PodFacts> pods);

  /** The same, with every word that the members said. */
  default Map<MemberId, Heard> hear(SortedMap<MemberId, PodFacts> pods) {
    Map<MemberId, Heard> heard = new TreeMap<>();
    ask(pods).forEach((id, facts) -> heard.put(id, new Heard(facts, Optional.empty())));
    return heard;
  }

  /** The same with fewer words: what was not asked is as it was before. */
  default Map<MemberId, Probed<ServerFacts>> glance(
      SortedMap<MemberId, PodFacts> pods, ObservedState before) {
    return ask(pods);
  }
}
