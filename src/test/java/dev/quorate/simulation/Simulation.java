package dev.quorate.simulation;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.execute.Executor;
import dev.quorate.model.Ensemble;
import dev.quorate.plan.Pace;
import dev.quorate.plan.Plan;
import dev.quorate.plan.Planner;
import dev.quorate.simulation.SimWriter.Mishap;
import dev.quorate.testing.Ensembles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One operator, with the real planner and executor, over a world in memory. */
final class Simulation {
  private static final Scripts SCRIPTS = Scripts.shipped();

  private final Ensemble ensemble;
  private final Planner planner;
  private final Executor executor = new Executor();
  private final Map<Topology, DesiredResources> rendered = new HashMap<>();
  private final StartModel start;
  private final boolean guarded;

  /**
   * @param guarded whether writes carry the version that was read, as the real ones do
   */
  Simulation(int voters, StartModel start, boolean guarded) {
    this.ensemble = Ensembles.of(voters).build();
    this.start = start;
    this.guarded = guarded;
    this.planner =
        new Planner(
            (e, topology) ->
                rendered.computeIfAbsent(topology, t -> DesiredResources.of(e, t, SCRIPTS)),
            new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  }

  StartModel start() {
    return start;
  }

  /** A pass that sees everything as it is, and in which nothing goes wrong. */
  World pass(World world) {
    return pass(world, world, 0, Mishap.NONE);
  }

  /**
   * A pass.
   *
   * @param cached the world as it was when the caches were last filled
   * @param writes how many writes succeed before the mishap; the operator dies there
   */
  World pass(World world, World cached, int writes, Mishap mishap) {
    World seen = withMissingReadLive(cached, world);
    Plan plan = plan(seen, world);
    var writer = new SimWriter(world, guarded ? seen : null, writes, mishap);
    var outcomes = executor.execute(plan, writer);
    World after = writer.world();
    boolean told = outcomes.failure().isEmpty() || mishap == Mishap.NONE;
    return told && plan.formedVersion().isPresent() ? after.withFormedInStatus(true) : after;
  }

  Plan plan(World seen, World servers) {
    return planner.plan(ensemble, WorldView.of(seen, servers, revision()));
  }

  private String revision() {
    var topology = new Topology(ensemble.voters(), 0, WorldView.lines(ensemble.voters()), true, 1);
    return rendered
        .computeIfAbsent(topology, t -> DesiredResources.of(ensemble, t, SCRIPTS))
        .revisions()
        .voters();
  }

  /** As the object reader does: what is in no cache is asked for. */
  private static World withMissingReadLive(World cached, World live) {
    World seen = cached;
    if (cached.membership().isEmpty()) {
      seen = seen.withMembership(live.membership());
    }
    if (cached.statefulSet().isEmpty()) {
      seen = seen.withStatefulSet(live.statefulSet());
      for (int i = 0; i < live.members().size(); i++) {
        boolean recorded = live.members().get(i).recorded();
        seen = seen.change(i, m -> m.withRecord(recorded));
      }
    }
    return live.superuser() ? seen.withSuperuser() : seen;
  }
}
