package dev.quorate.cli;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import java.util.Map;
import java.util.Objects;

/** Which member does a person mean: by the name of its pod, or of a voter by its ordinal. */
final class MemberChoice {
  private final ClusterFacts facts;

  MemberChoice(ClusterFacts facts) {
    this.facts = facts;
  }

  /** The name of a pod that exists. */
  String pod(String asked) {
    var names = facts.memberNames();
    var name = asked.matches("\\d+") ? facts.name() + "-" + asked : asked;
    if (!names.contains(name)) {
      throw new Refused(
          "%s has no member %s; it has %s."
              .formatted(facts.name(), name, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    if (facts.pods() instanceof Probed.Known<Map<String, SeenPod>>(Map<String, SeenPod> pods)
        && !pods.containsKey(name)) {
      throw new Refused(
          "%s has no pod at the moment; %s says what the operator waits for."
              .formatted(name, new Hint(facts.namespace(), facts.name()).status()));
    }
    return name;
  }

  /** Nobody else has what it has. */
  boolean isOnlyVoter(String pod) {
    var voters =
        facts.members().stream()
            .filter(m -> m.id() != null && new MemberId(m.id()).role() == Role.VOTER)
            .map(MemberStatus::name)
            .toList();
    return voters.size() == 1 && voters.contains(pod);
  }

  boolean leads(String pod) {
    return facts
        .status()
        .map(s -> s.quorum())
        .filter(q -> Objects.equals(q.leader(), pod))
        .isPresent();
  }
}
