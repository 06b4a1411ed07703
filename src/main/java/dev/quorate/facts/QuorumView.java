package dev.quorate.facts;

import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.ServerLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ensemble as its leader sees it. Counted from what the members say, never from pods.
 *
 * <p>A follower is synced when it says that it takes part in broadcast and its leader counts at
 * least as many synced followers as say so. Zxids do not tell: after an election a follower shows
 * the new epoch only once a write has passed (seen on 3.8.6 and 3.9.5).
 *
 * @param leader the member that leads a majority; unknown while an election runs, while two members
 *     claim to lead (F28), or when the claim cannot be confirmed
 * @param config the membership that the leader has committed
 * @param synced voters that take part in normal operation in the leader's epoch, leader included
 * @param joinable members that the configuration does not name and that have all of the leader's
 *     history: they follow it without a vote, and acknowledge what it proposes
 * @param observing observers of the configuration that take part by their own word: no vote depends
 *     on it, and the leader does not count those that a follower feeds ({@code observerMasterPort})
 * @param foreign servers of the configuration that nobody of ours is: not listed under our name,
 *     and no member of ours takes part with their id. Nobody can ask them; they are counted among
 *     the synced when the leader counts every voter
 */
public record QuorumView(
    Probed<MemberId> leader,
    Probed<QuorumConfig> config,
    SortedSet<MemberId> synced,
    SortedSet<MemberId> joinable,
    SortedSet<MemberId> observing,
    SortedSet<MemberId> foreign) {

  /** As far as a leader can bring a follower up to date from memory (its commitLogCount). */
  private static final long MOST_BEHIND = 500;

  private static final int EPOCH_BITS = 32;

  private record Claim(MemberId id, Serving serving) {}

  /**
   * Counts what the members said.
   *
   * @param names under which members of ours are listed
   */
  public static QuorumView of(Names names, Collection<ObservedMember> members) {
    List<Claim> serving =
        members.stream().flatMap(m -> m.serving().map(s -> new Claim(m.id(), s)).stream()).toList();
    return switch (credibleLeader(serving)) {
      case Probed.Unknown<Claim>(String why) -> without(why);
      case Probed.Known<Claim>(Claim leader) -> led(names, leader, serving);
    };
  }

  private static QuorumView without(String why) {
    return leaderOnly(Probed.unknown(why), why);
  }

  private static QuorumView leaderOnly(Probed<MemberId> leader, String why) {
    SortedSet<MemberId> none = Collections.emptySortedSet();
    return new QuorumView(leader, Probed.unknown(why), none, none, none, none);
  }

  private static QuorumView led(Names names, Claim leader, List<Claim> serving) {
    return switch (leader.serving().config()) {
      case Probed.Unknown<QuorumConfig>(String why) ->
          leaderOnly(
              Probed.known(leader.id()),
              "member " + leader.id() + " leads, but its configuration: " + why);
      case Probed.Known<QuorumConfig>(QuorumConfig config) ->
          confirmed(names, leader, config, serving);
    };
  }

  private static QuorumView confirmed(
      Names names, Claim leader, QuorumConfig config, List<Claim> serving) {
    long followers = followersWithVote(leader.serving());
    if (followers + 1 < config.majority()) {
      return without(
          "member %s claims to lead with %d synced followers, which is no majority of %d"
              .formatted(leader.id(), followers, config.voters().size()));
    }
    List<Claim> inStep = serving.stream().filter(c -> isInBroadcast(c, Mode.FOLLOWER)).toList();
    List<MemberId> synced = new ArrayList<>(List.of(leader.id()));
    synced.addAll(
        upTo(followers, inStep.stream().filter(c -> config.voters().contains(c.id())).toList()));
    List<MemberId> joinable =
        upTo(
            followersWithoutVote(leader.serving()),
            inStep.stream()
                .filter(c -> config.server(c.id()).isEmpty())
                .filter(c -> isCaughtUp(c.serving(), leader.serving()))
                .toList());
    List<MemberId> observing =
        serving.stream()
            .filter(c -> config.observers().contains(c.id()))
            .filter(c -> isInBroadcast(c, Mode.OBSERVER))
            .map(Claim::id)
            .toList();
    List<MemberId> foreign = foreign(names, config, serving);
    if (followers + 1 == config.voters().size()) {
      foreign.stream().filter(config.voters()::contains).forEach(synced::add);
    }
    return new QuorumView(
        Probed.known(leader.id()),
        Probed.known(config),
        sorted(synced),
        sorted(joinable),
        sorted(observing),
        sorted(foreign));
  }

  private static SortedSet<MemberId> sorted(Collection<MemberId> ids) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ids));
  }

  private static List<MemberId> foreign(Names names, QuorumConfig config, List<Claim> serving) {
    Set<MemberId> takingPart =
        serving.stream()
            .filter(c ->
                Stream.of(Mode.LEADER, Mode.FOLLOWER, Mode.OBSERVER)
                    .anyMatch(mode -> isInBroadcast(c, mode)))
            .map(Claim::id)
            .collect(Collectors.toSet());
    return config.servers().stream()
        .filter(server -> !names.isOurs(server) && !takingPart.contains(server.id()))
        .map(ServerLine::id)
        .toList();
  }

  private static boolean isInBroadcast(Claim claim, Mode mode) {
    return claim.serving().mode() == mode && claim.serving().isInBroadcast();
  }

  /** Nobody, when more say that they follow than the leader counts: one of them errs. */
  private static List<MemberId> upTo(long counted, List<Claim> claims) {
    return claims.size() <= counted ? claims.stream().map(Claim::id).toList() : List.of();
  }

  /** In the leader's epoch, or there is nothing in that epoch yet that it could lack. */
  private static boolean isCaughtUp(Serving follower, Serving leader) {
    boolean nothingWrittenYet = leader.zxid() << EPOCH_BITS == 0;
    boolean sameEpoch = leader.epoch() == follower.epoch();
    return nothingWrittenYet || (sameEpoch && leader.zxid() - follower.zxid() <= MOST_BEHIND);
  }

  private static long followersWithoutVote(Serving leader) {
    return leader.sync().ifKnown().map(s -> s.syncedNonVotingFollowers().orElse(0)).orElse(0L);
  }

  private static Probed<Claim> credibleLeader(List<Claim> serving) {
    List<Claim> claims = serving.stream().filter(c -> c.serving().mode() == Mode.LEADER).toList();
    return switch (claims.size()) {
      case 0 -> Probed.unknown("no member says that it leads");
      case 1 ->
          claims.getFirst().serving().sync().ifKnown().isPresent()
              ? Probed.known(claims.getFirst())
              : Probed.unknown(
                  "member %s claims to lead, but does not say of whom"
                      .formatted(claims.getFirst().id()));
      default ->
          Probed.unknown(
              "members %s claim to lead at the same time"
                  .formatted(claims.stream().map(Claim::id).toList()));
    };
  }

  private static long followersWithVote(Serving leader) {
    return leader
        .sync()
        .ifKnown()
        .map(s -> s.syncedFollowers().orElse(0) - s.syncedNonVotingFollowers().orElse(0))
        .orElse(0L);
  }

  /** Whether writes commit, as far as can be seen. */
  public boolean isAvailable() {
    return leader.ifKnown().isPresent() && config.ifKnown().isPresent();
  }

  /** Voters of the committed configuration that are not synced; empty when it is unknown. */
  public SortedSet<MemberId> unsynced() {
    SortedSet<MemberId> rest =
        new TreeSet<>(config.ifKnown().map(QuorumConfig::voters).orElse(new TreeSet<>()));
    rest.removeAll(synced);
    return rest;
  }

  /** How many synced voters the ensemble may lose and still commit writes; 0 when unknown. */
  public int mayLose() {
    return config.ifKnown().map(c -> Math.max(0, synced.size() - c.majority())).orElse(0);
  }

  /** Voters that are not ours, and that the leader does not count. */
  public SortedSet<MemberId> foreignUnsynced() {
    SortedSet<MemberId> away = unsynced();
    away.retainAll(foreign);
    return away;
  }

  /** Whether every voter of the committed configuration is synced; false when unknown. */
  public boolean isWhole() {
    return config.ifKnown().isPresent() && unsynced().isEmpty();
  }

  /** The member that leads, for questions in which unknown and nobody have the same answer. */
  public Optional<MemberId> leading() {
    return leader.ifKnown();
  }
}
