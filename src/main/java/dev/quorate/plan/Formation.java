package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Has a quorum of this ensemble ever served? Once the answer is yes it stays yes: members must
 * never again vote from an empty disk (I7, hazards Z27 and Z28). Any single record suffices, so
 * losing the status, the StatefulSet or the membership ConfigMap does not bring the bootstrap back.
 *
 * @param recorded some earlier pass, or an earlier incarnation of the cluster, saw a quorum
 * @param version config version (hex): of the quorum that serves now, else as recorded on a claim
 * @param recordedVoters voters named by the records on the claims
 */
record Formation(boolean recorded, Optional<String> version, SortedSet<MemberId> recordedVoters) {

  static Formation of(ObservedState state) {
    var claims =
        state.members().values().stream()
            .map(ObservedMember::claim)
            .flatMap(Optional::stream)
            .filter(ClaimFacts::hasFormed)
            .toList();
    SortedSet<MemberId> voters = new TreeSet<>();
    claims.forEach(c -> voters.addAll(c.members()));
    boolean inMembership =
        state.membership().ifKnown().flatMap(m -> m.map(RecordedMembership::formed)).orElse(false);
    Optional<String> committed = servingConfig(state).map(QuorumConfig::versionHex);
    return new Formation(
        state.formedInStatus() || inMembership || !claims.isEmpty(),
        committed.or(() -> claims.stream().flatMap(c -> c.formedVersion().stream()).findFirst()),
        voters);
  }

  /** The committed configuration of a majority that serves; decided from it, never from pods. */
  private static Optional<QuorumConfig> servingConfig(ObservedState state) {
    var quorum = state.quorum();
    return switch (quorum.config()) {
      case Probed.Known<QuorumConfig>(QuorumConfig config)
          when quorum.isAvailable() && quorum.synced().size() >= config.majority() ->
          Optional.of(config);
      default -> Optional.empty();
    };
  }

  /** Whether the bootstrap is over: it was before, or a quorum serves right now. */
  boolean isFormed() {
    return recorded || version.isPresent();
  }
}
