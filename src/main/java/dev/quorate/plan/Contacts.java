package dev.quorate.plan;

import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.ServerLine;
import java.util.List;
import java.util.stream.Stream;

/** Whom to ask for a change of the membership: synced voters, by the addresses of their pods. */
final class Contacts {
  private Contacts() {}

  static List<String> of(PlanInput input) {
    return addresses(input, input.state().quorum().synced().stream());
  }

  /** Not the one that leaves: it could not tell how that went. */
  static List<String> without(PlanInput input, MemberId leaver) {
    return addresses(
        input, input.state().quorum().synced().stream().filter(id -> !id.equals(leaver)));
  }

  private static List<String> addresses(PlanInput input, Stream<MemberId> members) {
    return members
        .flatMap(id -> input.state().member(id).pod().flatMap(PodFacts::ip).stream())
        .map(ip -> ip.contains(":") ? "[" + ip + "]" : ip)
        .map(ip -> ip + ":" + ServerLine.CLIENT_PORT)
        .toList();
  }
}
