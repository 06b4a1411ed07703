package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Reason;
import dev.quorate.model.Revisions;
import dev.quorate.model.ZooKeeperVersion;
import java.util.Optional;

/**
 * Does a member's pod have to be made anew, and why? One that does not say what it was made from
 * does (I2).
 *
 * @param why in words, to be read behind the member's name
 */
public record Renewal(Reason reason, String why) {

  /**
   * @param revisions that members should run
   * @param version that they should be
   */
  public static Optional<Renewal> of(
      ObservedMember member, Revisions revisions, ZooKeeperVersion version) {
    return member
        .pod()
        .flatMap(pod -> outdated(member, pod, revisions, version).or(() -> asked(pod)));
  }

  private static Optional<Renewal> outdated(
      ObservedMember member, PodFacts pod, Revisions revisions, ZooKeeperVersion version) {
    var wanted = revisions.of(member.id());
    if (wanted.isEmpty() || member.runs(revisions)) {
      return Optional.empty();
    }
    var runs = member.serving().flatMap(s -> ZooKeeperVersion.parse(s.version()));
    return Optional.of(
        runs.isPresent() && !runs.get().equals(version)
            ? new Renewal(
                Reason.VERSION_CHANGED, "it runs %s, not %s".formatted(runs.get(), version))
            : new Renewal(
                Reason.CONFIGURATION_CHANGED,
                "it runs revision %s, not %s"
                    .formatted(pod.revision().orElse("unknown"), wanted.get())));
  }

  private static Optional<Renewal> asked(PodFacts pod) {
    return pod.asked().restart()
        ? Optional.of(new Renewal(Reason.RESTART_REQUESTED, "that was asked for"))
        : Optional.empty();
  }
}
