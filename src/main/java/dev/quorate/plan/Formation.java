package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import java.util.Comparator;
import java.util.List;
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
 * @param recordedVoters voters named by the newest record on a claim
 */
public record Formation(
    boolean recorded, Optional<String> version, SortedSet<MemberId> recordedVoters) {

  public static Formation of(ObservedState state) {
    List<ClaimFacts> claims =
        state.members().values().stream().flatMap(m -> m.claim().stream()).toList();
    Optional<ClaimFacts> newest =
        claims.stream()
            .filter(ClaimFacts::hasFormed)
            .max(Comparator.comparing(c -> version(c.formedVersion()), Long::compareUnsigned));
    boolean recordedOnClaims =
        newest.isPresent() || claims.stream().anyMatch(c -> c.leftVersion().isPresent());
    boolean inMembership =
        state.membership().ifKnown().flatMap(m -> m.map(RecordedMembership::formed)).orElse(false);
    Optional<String> committed = servingConfig(state).map(QuorumConfig::versionHex);
    return new Formation(
        state.formedInStatus() || inMembership || recordedOnClaims,
        committed.or(() -> newest.flatMap(ClaimFacts::formedVersion)),
        newest.map(record -> voters(record, claims)).orElseGet(TreeSet::new));
  }

  /**
   * The operator may have died between the records of one step, so that the newest is not alone.
   */
  private static SortedSet<MemberId> voters(ClaimFacts newest, List<ClaimFacts> claims) {
    SortedSet<MemberId> voters = new TreeSet<>(newest.members());
    claims.stream()
        .filter(c -> c.leftVersion().isPresent())
        .filter(c ->
            Long.compareUnsigned(version(c.leftVersion()), version(newest.formedVersion())) > 0)
        .forEach(c -> voters.remove(c.member()));
    return voters;
  }

  /** 0 for what somebody else wrote there. */
  private static long version(Optional<String> hex) {
    return hex.filter(text -> text.matches("[0-9a-f]{1,16}"))
        .map(text -> Long.parseUnsignedLong(text, 16))
        .orElse(0L);
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
  public boolean isFormed() {
    return recorded || version.isPresent();
  }
}
