package dev.quorate.facts;

import dev.quorate.model.MemberId;
import dev.quorate.model.Revisions;
import java.util.Optional;

/**
 * Everything seen of one member. The pod is empty when the API server has none; the server is
 * unknown when there is nobody to ask.
 *
 * @param complaint of whoever makes its pod or starts it; asked for only when that takes long
 */
public record ObservedMember(
    MemberId id,
    Optional<PodFacts> pod,
    Optional<ClaimFacts> claim,
    Probed<ServerFacts> server,
    Probed<Optional<Complaint>> complaint) {

  /** Nobody complains of it. */
  public ObservedMember(
      MemberId id, Optional<PodFacts> pod, Optional<ClaimFacts> claim, Probed<ServerFacts> server) {
    this(id, pod, claim, server, Probed.known(Optional.empty()));
  }

  /** The same without what moves while nothing happens. */
  ObservedMember steady() {
    return new ObservedMember(id, pod, claim, server.map(ServerFacts::steady), complaint);
  }

  /** The same, when it was asked again. */
  ObservedMember answered(Probed<ServerFacts> answer) {
    return new ObservedMember(id, pod, claim, answer, complaint);
  }

  /**
   * Whether its pod was made from the template that is wanted; not when there is no pod, when it
   * does not say (I2), or when nobody wants a member of this role.
   */
  public boolean runs(Revisions wanted) {
    var revision = wanted.of(id);
    return revision.isPresent() && pod.flatMap(PodFacts::revision).equals(revision);
  }

  /** What the server said while serving. */
  public Optional<ServerFacts.Serving> serving() {
    return server
        .ifKnown()
        .flatMap(f -> f instanceof ServerFacts.Serving s ? Optional.of(s) : Optional.empty());
  }
}
