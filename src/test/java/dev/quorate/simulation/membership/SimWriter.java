package dev.quorate.simulation.membership;

import dev.quorate.execute.ClusterWriter;
import dev.quorate.execute.WriteResult;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Action;
import dev.quorate.simulation.membership.Mishap.Kind;
import dev.quorate.simulation.membership.World.Listed;
import dev.quorate.simulation.membership.World.PodSet;
import dev.quorate.simulation.membership.World.Request;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The APIs as the executor sees them, with one write at which something goes wrong. */
final class SimWriter implements ClusterWriter {
  private static final int HEX = 16;
  private static final Map<String, Listed> LISTED = new ConcurrentHashMap<>();

  private final World seen;
  private final World.Term term;
  private final List<String> revisions;
  private final Mishap mishap;
  private final Set<Gate> open;
  private final boolean fromBelow;
  private World world;
  private Optional<Listed> listed = Optional.empty();
  private Optional<Integer> replicas = Optional.empty();
  private int writes;

  /**
   * What the pass began with.
   *
   * @param seen the objects that the plan was made from
   * @param term in which the servers were asked
   * @param revisions of the two templates
   */
  record Look(World seen, World.Term term, List<String> revisions) {}

  /**
   * @param open precautions that are left out
   * @param fromBelow which followers acknowledge first
   */
  SimWriter(Look look, World world, Mishap mishap, Set<Gate> open, boolean fromBelow) {
    this.seen = look.seen();
    this.term = look.term();
    this.revisions = look.revisions();
    this.world = world;
    this.mishap = mishap;
    this.open = open;
    this.fromBelow = fromBelow;
  }

  World world() {
    return world;
  }

  /** How many writes were tried. */
  int writes() {
    return writes;
  }

  /** What goes wrong with the write that comes now. */
  private Kind next() {
    if (writes++ != mishap.at()) {
      return writes > mishap.at() && mishap.kind() != Kind.NONE ? Kind.NOT_DONE : Kind.NONE;
    }
    world = mishap.meanwhile().apply(world);
    return mishap.kind();
  }

  private WriteResult done(Kind kind, UnaryOperator<World> change) {
    return switch (kind) {
      case NONE -> {
        world = change.apply(world);
        yield WriteResult.changed();
      }
      case ANSWER_LOST -> {
        world = change.apply(world);
        yield failed(Reason.API_REFUSED);
      }
      default -> failed(Reason.API_REFUSED);
    };
  }

  private static WriteResult failed(Reason reason) {
    return new WriteResult.Failed(reason, "simulated");
  }

  // ---- Kubernetes

  @Override
  public WriteResult apply(Action.Apply action) {
    return switch (action.desired()) {
      case ConfigMap map when map.getData() != null && map.getData().containsKey("servers") ->
          list(LISTED.computeIfAbsent(map.getData().get("servers"), SimWriter::listed));
      case StatefulSet set -> {
        replicas = Optional.of(set.getSpec().getReplicas());
        yield scale(set);
      }
      default -> WriteResult.unchanged();
    };
  }

  private static Listed listed(String servers) {
    int voters = 0;
    int observers = 0;
    for (String line : servers.lines().toList()) {
      var server = ServerLine.parse(line).orElseThrow();
      int bit = 1 << server.id().ordinal();
      voters |= server.role() == Role.VOTER ? bit : 0;
      observers |= server.role() == Role.OBSERVER ? bit : 0;
    }
    return new Listed(new Members(voters), new Members(observers), 0);
  }

  private WriteResult list(Listed wanted) {
    listed = Optional.of(wanted);
    if (seen.listed().filter(wanted::says).isPresent()) {
      return WriteResult.unchanged();
    }
    Kind kind = next();
    int version = world.listed().map(Listed::version).orElse(0) + 1;
    return seen.listed().isPresent() && isOutdated(seen.listed(), world.listed())
        ? failed(Reason.SITUATION_CHANGED)
        : done(
            kind,
            w ->
                w.withListed(
                    Optional.of(new Listed(wanted.voters(), wanted.observers(), version))));
  }

  private WriteResult scale(StatefulSet set) {
    int pods = set.getSpec().getReplicas();
    int template =
        revisions.indexOf(
            set.getSpec().getTemplate().getMetadata().getAnnotations().get(Labels.REVISION));
    if (seen.set().filter(s -> s.pods() == pods && s.template() == template).isPresent()) {
      return WriteResult.unchanged();
    }
    Kind kind = next();
    int version = world.set().map(PodSet::version).orElse(0) + 1;
    return seen.set().isPresent() && isOutdated(seen.set(), world.set())
        ? failed(Reason.SITUATION_CHANGED)
        : done(kind, w -> w.withSet(Optional.of(new PodSet(pods, template, version))));
  }

  private boolean isOutdated(Optional<?> then, Optional<?> now) {
    return !open.contains(Gate.VERSIONED_WRITES) && !then.equals(now);
  }

  @Override
  public WriteResult replaceVolumes(Action.ReplaceVolumes action) {
    throw new IllegalStateException("nobody asks for new volumes here");
  }

  @Override
  public WriteResult resize(Action action, StatefulSet set) {
    return scale(set);
  }

  @Override
  public WriteResult annotate(Action.AnnotateClaim action) {
    int ordinal = Integer.parseInt(action.claim().substring(action.claim().lastIndexOf('-') + 1));
    Kind kind = next();
    var claim = world.member(ordinal).claim();
    if (claim.filter(c -> Integer.toString(c.uid()).equals(action.uid())).isEmpty()) {
      return failed(Reason.SITUATION_CHANGED);
    }
    Map<String, String> record = action.annotations();
    var marked =
        claim.map(c ->
            new Member.Claim(
                c.uid(),
                version(record.get(Labels.FORMED)),
                ids(record.getOrDefault(Labels.MEMBERS, "")),
                version(record.get(Labels.LEFT)),
                c.going()));
    return done(kind, w -> w.change(ordinal, m -> m.with(marked)));
  }

  private static long version(String hex) {
    return hex == null ? 0 : Long.parseLong(hex, HEX);
  }

  private static Members ids(String text) {
    return Members.of(
        Arrays.stream(text.split(","))
            .filter(t -> !t.isEmpty())
            .map(t -> new MemberId(Integer.parseInt(t)))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public WriteResult createSuperuser(Action.CreateSuperuser action) {
    return WriteResult.unchanged();
  }

  @Override
  public WriteResult prune(Action.Prune action) {
    return WriteResult.unchanged();
  }

  @Override
  public WriteResult deletePod(Action.DeletePod action) {
    int ordinal = action.member().ordinal();
    Kind kind = next();
    return isThere(ordinal, action.uid()) && isAsItWas(ordinal)
        ? done(kind, w -> Volumes.ended(w, ordinal))
        : failed(Reason.SITUATION_CHANGED);
  }

  /** What its process does is in the status of the pod, so it is in its version. */
  private boolean isAsItWas(int ordinal) {
    return world.member(ordinal).mode() == seen.member(ordinal).mode();
  }

  @Override
  public WriteResult grow(Action.GrowClaim action) {
    throw new IllegalStateException("volumes keep their size here");
  }

  @Override
  public WriteResult orphan(Action.OrphanPods action) {
    throw new IllegalStateException("volumes keep their size here");
  }

  /** Which pods there are, not what their processes do. */
  @Override
  public Optional<String> differsFromPlan() {
    if (open.contains(Gate.READ_AGAIN)) {
      return Optional.empty();
    }
    if (isTooOld()) {
      return Optional.of("the look at the members is too old");
    }
    if (!seen.spec().equals(world.spec())) {
      return Optional.of("the specification has changed");
    }
    boolean samePods =
        IntStream.range(0, world.members().size())
            .allMatch(i -> identity(seen.member(i)).equals(identity(world.member(i))));
    if (!samePods) {
      return Optional.of("the members' pods have changed");
    }
    boolean overtaken =
        listed.filter(l -> world.listed().filter(l::says).isEmpty()).isPresent()
            || (replicas.isPresent() && !replicas.equals(world.pods()));
    return overtaken ? Optional.of("the list or the set has changed") : Optional.empty();
  }

  /** Before others follow another leader, more time passes than a plan is good for. */
  private boolean isTooOld() {
    return !open.contains(Gate.FRESH_LOOK)
        && !world.in(Member.Mode.DEPOSED).isEmpty()
        && !term.equals(world.term());
  }

  private static Optional<Integer> identity(Member member) {
    return member.pod().map(p -> p.terminating() ? -1 - p.uid() : p.uid());
  }

  // ---- ZooKeeper

  @Override
  public WriteResult barrier(Action action, List<String> through) {
    if (open.contains(Gate.BARRIER)) {
      return WriteResult.unchanged();
    }
    Kind kind = next();
    if (proposesAlone(through, Optional.empty())) {
      return failed(Reason.OUTCOME_UNKNOWN);
    }
    if (through.isEmpty() || world.leader().isEmpty()) {
      return failed(Reason.MEMBER_UNREACHABLE);
    }
    return done(kind, w -> Zab.written(w, Zab.reached(w, fromBelow, w.committed().voters())));
  }

  @Override
  public WriteResult evictPod(Action.EvictPod action) {
    int ordinal = action.member().ordinal();
    Kind kind = next();
    if (!isThere(ordinal, action.uid())) {
      return failed(Reason.SITUATION_CHANGED);
    }
    return open.contains(Gate.ONE_RESTART) || mayBeEvicted()
        ? done(kind, w -> w.change(ordinal, Member::evicted))
        : failed(Reason.EVICTION_REFUSED);
  }

  private boolean isThere(int ordinal, String uid) {
    return world
        .member(ordinal)
        .pod()
        .filter(p -> Integer.toString(p.uid()).equals(uid) && !p.terminating())
        .isPresent();
  }

  /** The disruption budget: every pod that the StatefulSet is to make is there and serves. */
  private boolean mayBeEvicted() {
    Members well = world.ready().minus(Volumes.terminating(world));
    return Members.first(world.pods().orElse(0)).isIn(well);
  }

  @Override
  public WriteResult reconfigure(Action.Reconfigure action) {
    if (open.contains(Gate.FENCE) && isFence(action)) {
      return WriteResult.unchanged();
    }
    Kind kind = next();
    var request = request(action, action.from());
    if (proposesAlone(action.through(), Optional.of(request))) {
      return failed(Reason.OUTCOME_UNKNOWN);
    }
    return action.through().isEmpty() || world.leader().isEmpty()
        ? failed(Reason.MEMBER_UNREACHABLE)
        : asked(kind, request);
  }

  private WriteResult asked(Kind kind, Request request) {
    if (kind == Kind.LATE) {
      world = world.withLate(Optional.of(request));
      return failed(Reason.OUTCOME_UNKNOWN);
    }
    if (Zab.answer(world, request) != Zab.Answer.ACCEPTED) {
      return failed(Reason.RECONFIG_REFUSED);
    }
    if (kind == Kind.LEADER_ALONE || kind == Kind.LEADER_AND_ALL) {
      Members reached = kind == Kind.LEADER_ALONE ? world.in(Member.Mode.LEADING) : world.synced();
      world = Zab.abandoned(world, Optional.of(request), reached);
      return failed(Reason.OUTCOME_UNKNOWN);
    }
    return done(kind, w -> Zab.reconfigured(w, request, fromBelow));
  }

  /** Of several servers the one that is cut off takes the request, which helps nobody. */
  private boolean proposesAlone(List<String> through, Optional<Request> request) {
    var deposed =
        world
            .in(Member.Mode.DEPOSED)
            .ordinals()
            .filter(i -> through.contains(address(i)))
            .findFirst();
    deposed.ifPresent(i -> world = Zab.proposedAlone(world, i, request));
    return deposed.isPresent();
  }

  private static String address(int ordinal) {
    return Sight.address(MemberId.of(Role.VOTER, ordinal)) + ":" + ServerLine.CLIENT_PORT;
  }

  private Request request(Action.Reconfigure action, QuorumConfig from) {
    long version = open.contains(Gate.COMPARE_AND_SET) ? -1 : from.version();
    var change = action.change();
    return change.leaving().isEmpty()
        ? new Request(change.joining().getFirst().id().ordinal(), true, version)
        : new Request(change.leaving().first().ordinal(), false, version);
  }

  private static boolean isFence(Action.Reconfigure action) {
    return action.from().servers().containsAll(action.change().joining())
        && action.change().leaving().isEmpty();
  }
}
