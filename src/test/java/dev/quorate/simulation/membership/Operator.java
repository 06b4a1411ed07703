package dev.quorate.simulation.membership;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.execute.Executor;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.Names;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Action;
import dev.quorate.plan.Pace;
import dev.quorate.plan.Plan;
import dev.quorate.plan.Planner;
import dev.quorate.simulation.membership.Member.Mode;
import dev.quorate.testing.Ensembles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The operator: the real planner and executor, from which precautions can be taken away. */
final class Operator {
  private static final Scripts SCRIPTS = Scripts.shipped();
  static final Names NAMES = Ensembles.three().names();

  private record Rendering(Map<String, String> config, int wanted, Topology topology) {}

  private record Wanted(int voters, int template) {}

  /**
   * A pass.
   *
   * @param world as it is afterwards
   * @param writes how many writes were tried
   */
  record Pass(World world, Plan plan, int writes) {}

  private static final Topology ANY =
      new Topology(1, 0, List.of(NAMES.serverLine(new MemberId(1), Role.VOTER)), true, 1);

  private final Executor executor = new Executor();
  private final Planner planner =
      new Planner(this::render, new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  private final Map<Rendering, DesiredResources> rendered = new HashMap<>();
  private final Map<Wanted, Ensemble> ensembles = new HashMap<>();
  private final Set<Gate> open;
  private final Person person;

  /**
   * @param open precautions that are left out
   */
  Operator(Set<Gate> open) {
    this(open, Person.NOBODY);
  }

  /**
   * @param person who approves what lies ahead
   */
  Operator(Set<Gate> open, Person person) {
    this.open = Set.copyOf(open);
    this.person = person;
  }

  private Ensemble ensemble(int voters, int template) {
    return ensembles.computeIfAbsent(
        new Wanted(voters, template), wanted -> ensemble(wanted).build());
  }

  private static Ensembles ensemble(Wanted wanted) {
    var ensemble = Ensembles.of(wanted.voters());
    return wanted.template() == 0 ? ensemble : ensemble.config("tickTime", "1900");
  }

  /** What the person has written is not kept. */
  private Ensemble wanted(World seen) {
    return person.isAsked()
        ? person.ensemble(ensemble(new Wanted(seen.wanted(), seen.spec().template())))
        : ensemble(seen.wanted(), seen.spec().template());
  }

  /** The revisions of the two templates. */
  private List<String> revisions() {
    return IntStream.of(0, 1)
        .mapToObj(template -> render(ensemble(1, template), ANY).revisions().voters())
        .toList();
  }

  private DesiredResources render(Ensemble ensemble, Topology topology) {
    var listed =
        open.contains(Gate.SYNCED_BEFORE_LISTED) ? withEarlyJoiner(ensemble, topology) : topology;
    return rendered.computeIfAbsent(
        new Rendering(ensemble.config(), ensemble.voters(), listed),
        r -> DesiredResources.of(ensemble, r.topology(), SCRIPTS));
  }

  private static Topology withEarlyJoiner(Ensemble ensemble, Topology topology) {
    SortedSet<MemberId> missing = new TreeSet<>(ensemble.voterIds());
    topology.servers().forEach(s -> missing.remove(s.id()));
    List<ServerLine> servers = new ArrayList<>(topology.servers());
    if (!missing.isEmpty()) {
      servers.add(NAMES.serverLine(missing.first(), Role.OBSERVER));
    }
    return new Topology(
        topology.voterReplicas(), 0, servers, topology.formed(), topology.maxUnavailable());
  }

  /** A pass that sees everything as it is, and in which nothing goes wrong. */
  Pass pass(World world) {
    return pass(world, world, world, Mishap.NO, true);
  }

  /**
   * A pass.
   *
   * @param cached the world as it was when the caches were last filled
   * @param probed the world as it was when the servers were asked
   * @param world the world in which the plan is executed
   * @param fromBelow which followers acknowledge first
   */
  Pass pass(World cached, World probed, World world, Mishap mishap, boolean fromBelow) {
    World seen = withMissingReadLive(cached, probed);
    Plan plan = plan(seen, probed, mishap.silent());
    var writer =
        new SimWriter(
            new SimWriter.Look(seen, probed.term(), revisions()), world, mishap, open, fromBelow);
    var outcomes = executor.execute(plan, writer);
    World after = writer.world();
    boolean told = outcomes.failure().isEmpty() || mishap.equals(Mishap.NO);
    return new Pass(
        told && plan.formedVersion().isPresent() && after.wanted() > 0
            ? after.withFormedInStatus(true)
            : after,
        plan,
        writer.writes());
  }

  private Plan plan(World seen, World probed, Members silent) {
    var ensemble = wanted(seen);
    var state =
        new Sight(seen, probed, silent, this::view)
            .state(NAMES, render(ensemble, ANY), revisions());
    Plan plan = planner.plan(ensemble, person.state(state));
    person.sees(plan);
    List<Action> actions = new ArrayList<>(plan.actions());
    if (open.contains(Gate.LISTED_BEFORE_VOTE)) {
      actions.sort(
          Comparator.comparing(a ->
              a instanceof Action.Apply(var o)
                  && o.getMetadata().getName().endsWith("-membership")));
    }
    if (open.contains(Gate.LEADER_LAST)) {
      actions.replaceAll(a -> highestFirst(lowestFirst(a, seen), seen));
    }
    if (open.contains(Gate.ONE_RESTART) && plan.stage().reason() == Reason.MEMBERS_NOT_READY) {
      seen.outdated().ordinals().limit(1).forEach(i -> actions.add(eviction(i, seen)));
    }
    return new Plan(
        plan.stage(),
        actions,
        plan.blockers(),
        plan.health(),
        plan.revisions(),
        plan.formedVersion(),
        plan.ahead(),
        plan.requeue());
  }

  private static Action lowestFirst(Action action, World seen) {
    return action instanceof Action.EvictPod
        ? eviction(seen.outdated().ordinals().findFirst().orElseThrow(), seen)
        : action;
  }

  private static Action.EvictPod eviction(int ordinal, World seen) {
    var id = MemberId.of(Role.VOTER, ordinal);
    var uid = seen.member(ordinal).pod().orElseThrow().uid();
    return new Action.EvictPod(id, NAMES.pod(id), Integer.toString(uid), "1", false, "first");
  }

  private static Action highestFirst(Action action, World seen) {
    if (!(action instanceof Action.Reconfigure r) || r.change().leaving().isEmpty()) {
      return action;
    }
    var surplus = Members.of(r.from().voters()).minus(Members.first(seen.wanted()));
    MemberId highest = surplus.ids().last();
    return new Action.Reconfigure(
        highest, MembershipChange.leave(highest), r.from(), r.through(), r.message());
  }

  private QuorumView view(Collection<ObservedMember> members, World servers) {
    var view = QuorumView.of(NAMES, members);
    if (!open.contains(Gate.SYNCED_BEFORE_VOTE) || !view.isAvailable()) {
      return view;
    }
    SortedSet<MemberId> joinable = new TreeSet<>();
    members.stream()
        .filter(m -> m.pod().isPresent())
        .map(ObservedMember::id)
        .filter(id -> view.config().ifKnown().orElseThrow().server(id).isEmpty())
        .forEach(joinable::add);
    return new QuorumView(
        view.leader(), view.config(), view.synced(), joinable, view.observing(), view.foreign());
  }

  /** As the object reader does: what is in no cache is asked for. */
  private static World withMissingReadLive(World cached, World live) {
    World seen = cached;
    if (cached.listed().isEmpty()) {
      seen = seen.withListed(live.listed());
    }
    if (cached.pods().isEmpty()) {
      seen = seen.withSet(live.set());
      for (int i = 0; i < live.members().size(); i++) {
        var claim = live.member(i).claim();
        seen = seen.change(i, m -> m.with(claim));
      }
    }
    return seen;
  }

  /** Whether the operator says that there is nothing to do, and does nothing. */
  boolean rests(World world) {
    var pass = pass(world);
    return pass.writes() == 0
        && pass.world().equals(world)
        && pass.plan().stage().reason() == Reason.ENSEMBLE_READY
        && world.in(Mode.DOWN).and(world.committed().voters()).isEmpty();
  }
}
