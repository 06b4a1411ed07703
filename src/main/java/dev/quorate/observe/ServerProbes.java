package dev.quorate.observe;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import java.util.Map;
import java.util.SortedMap;

/** Asks the servers of all members at once, within one deadline. */
@FunctionalInterface
public interface ServerProbes {
  /** One answer for every pod; unknown with the reason when there is none in time. */
  Map<MemberId, Probed<ServerFacts>> ask(SortedMap<MemberId, PodFacts> pods);

  /** The same with fewer words: what was not asked is as it was before. */
  default Map<MemberId, Probed<ServerFacts>> glance(
      SortedMap<MemberId, PodFacts> pods, ObservedState before) {
    return ask(pods);
  }
}
