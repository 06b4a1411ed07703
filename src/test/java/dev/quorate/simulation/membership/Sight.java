package dev.quorate.simulation.membership;

import dev.quorate.desired.DesiredResources;
import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Phase;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.simulation.membership.Member.Mode;
import dev.quorate.simulation.membership.World.Listed;
import dev.quorate.testing.ObservedStates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What the operator sees: objects as they were when its caches were filled, servers as they answer.
 *
 * @param objects the world of the caches
 * @param servers the world that is asked
 * @param silent members that do not answer
 * @param view counts what the members said
 */
record Sight(
    World objects,
    World servers,
    Members silent,
    BiFunction<Collection<ObservedMember>, World, QuorumView> view) {
  private static final MemberSet.Identity SET = new MemberSet.Identity("set", "1", false);
  private static final int EPOCH_BITS = 32;

  /** Made once: they are the same in every world. */
  private static final Map<Role, Map<Members, List<ServerLine>>> LINES = new ConcurrentHashMap<>();

  /**
   * @param desired of any topology
   * @param revisions of the two templates
   */
  ObservedState state(Names names, DesiredResources desired, List<String> revisions) {
    SortedMap<MemberId, ObservedMember> members = new TreeMap<>();
    for (int i = 0; i < objects.members().size(); i++) {
      var seen = objects.member(i);
      if (seen.pod().isPresent() || seen.claim().isPresent() || isListed(i) || isMade(i)) {
        var member = member(names, revisions, i);
        members.put(member.id(), member);
      }
    }
    return new ObservedState(
        ObservedStates.NOW,
        List.of(),
        objects.formedInStatus(),
        List.of(),
        Probed.known(objects.listed().map(l -> new RecordedMembership(lines(names, l), true))),
        objects
            .pods()
            .map(n ->
                new MemberSet(
                    SET, n, desired.voters().getSpec().getVolumeClaimTemplates(), List.of()))
            .map(set -> Map.of(Role.VOTER, set))
            .orElseGet(Map::of),
        true,
        members,
        view.apply(members.values(), servers));
  }

  private boolean isMade(int ordinal) {
    return objects.pods().filter(pods -> ordinal < pods).isPresent();
  }

  private boolean isListed(int ordinal) {
    return objects.listed().map(l -> l.all().has(ordinal)).orElse(false);
  }

  private static List<ServerLine> lines(Names names, Listed listed) {
    List<ServerLine> lines = new ArrayList<>(lines(names, listed.voters(), Role.VOTER));
    lines.addAll(lines(names, listed.observers(), Role.OBSERVER));
    return lines;
  }

  private static List<ServerLine> lines(Names names, Members members, Role role) {
    return LINES
        .computeIfAbsent(role, r -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            members, m -> m.ids().stream().map(id -> names.serverLine(id, role)).toList());
  }

  private ObservedMember member(Names names, List<String> revisions, int ordinal) {
    var seen = objects.member(ordinal);
    var now = servers.member(ordinal);
    MemberId id = MemberId.of(Role.VOTER, ordinal);
    boolean samePod =
        seen.pod().isPresent()
            && seen.pod().map(Member.Pod::uid).equals(now.pod().map(Member.Pod::uid));
    return new ObservedMember(
        id,
        seen.pod().map(p -> pod(names, revisions.get(p.template()), id, p)),
        seen.claim().map(c -> claim(names, id, c)),
        samePod ? server(names, ordinal) : Probed.unknown("nobody has its address"));
  }

  private static PodFacts pod(Names names, String revision, MemberId id, Member.Pod pod) {
    boolean runs = pod.mode() != Mode.DOWN;
    return new PodFacts(
        names.pod(id),
        Integer.toString(pod.uid()),
        "1",
        ObservedStates.NOW,
        runs ? Phase.RUNNING : Phase.PENDING,
        pod.mode().serves(),
        pod.terminating(),
        Optional.of(revision),
        Optional.of(names.config(revision)),
        Optional.of(address(id)),
        Optional.of("node"),
        runs
            ? new ContainerState.Running(true)
            : new ContainerState.Waiting("ContainerCreating", ""),
        0,
        Optional.empty(),
        runs,
        Optional.empty(),
        Optional.empty(),
        PodFacts.Asked.NOTHING,
        false,
        Optional.empty());
  }

  static String address(MemberId id) {
    return "127.0.1." + id.value();
  }

  private static ClaimFacts claim(Names names, MemberId id, Member.Claim claim) {
    return new ClaimFacts(
        names.claim("data", id),
        id,
        Integer.toString(claim.uid()),
        hex(claim.formed()),
        claim.members().ids(),
        hex(claim.left()),
        claim.going(),
        Optional.empty());
  }

  private static Optional<String> hex(long version) {
    return version == 0 ? Optional.empty() : Optional.of(Long.toHexString(version));
  }

  private Probed<ServerFacts> server(Names names, int ordinal) {
    var member = servers.member(ordinal);
    if (silent.has(ordinal)) {
      return Probed.unknown("no answer in time");
    }
    return switch (member.mode()) {
      case DOWN -> Probed.unknown("connection refused");
      case JOINING, LOOKING -> Probed.known(new ServerFacts.NotServing());
      case FOLLOWING ->
          serving(
              names,
              member,
              ServerFacts.Mode.FOLLOWER,
              new ServerFacts.Sync(
                  "following - broadcast",
                  OptionalLong.empty(),
                  OptionalLong.empty(),
                  OptionalLong.empty()));
      case LEADING -> {
        Members followers = servers.in(Mode.FOLLOWING);
        Members withoutVote = followers.minus(member.disk().list().voters());
        yield leading(names, member, followers.count(), withoutVote.count());
      }
      // It has not noticed that it has lost all of them.
      case DEPOSED -> leading(names, member, member.disk().list().voters().count() - 1, 0);
    };
  }

  private Probed<ServerFacts> leading(Names names, Member member, int followers, int withoutVote) {
    return serving(
        names,
        member,
        ServerFacts.Mode.LEADER,
        new ServerFacts.Sync(
            "leading - broadcast",
            OptionalLong.of(followers),
            OptionalLong.of(withoutVote),
            OptionalLong.of(0)));
  }

  private Probed<ServerFacts> serving(
      Names names, Member member, ServerFacts.Mode mode, ServerFacts.Sync sync) {
    return Probed.known(
        new ServerFacts.Serving(
            mode,
            zxid(member.disk().has()),
            "3.9.5",
            Probed.known(sync),
            Probed.known(config(names, member.disk().list())),
            Probed.unknown("not asked"),
            Probed.unknown("not asked")));
  }

  /** The last transaction: of this epoch, or the last before it. */
  private long zxid(int has) {
    var term = servers.term();
    return has > term.from()
        ? ((long) term.epoch() << EPOCH_BITS) + has - term.from()
        : ((long) (term.epoch() - 1) << EPOCH_BITS) + has;
  }

  static QuorumConfig config(Names names, Config config) {
    return new QuorumConfig(config.version(), lines(names, config.voters(), Role.VOTER));
  }
}
