package dev.quorate.simulation;

import dev.quorate.execute.ClusterWriter;
import dev.quorate.execute.WriteResult;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The API as the executor sees it, with one write that goes wrong. */
final class SimWriter implements ClusterWriter {
  /** What happens at the write that goes wrong. */
  enum Mishap {
    NONE,
    REFUSED,
    APPLIED_BUT_ANSWER_LOST
  }

  private final Mishap mishap;
  private final World seen;
  private int untilMishap;
  private World world;

  /**
   * @param seen what the writes were decided from, null when writes do not carry the version
   */
  SimWriter(World world, World seen, int untilMishap, Mishap mishap) {
    this.world = world;
    this.seen = seen;
    this.untilMishap = untilMishap;
    this.mishap = mishap;
  }

  World world() {
    return world;
  }

  private WriteResult write(UnaryOperator<World> change) {
    World next = change.apply(world);
    if (next.equals(world)) {
      return WriteResult.unchanged();
    }
    if (mishap == Mishap.NONE || untilMishap-- > 0) {
      world = next;
      return WriteResult.changed();
    }
    if (mishap == Mishap.APPLIED_BUT_ANSWER_LOST) {
      world = next;
    }
    return new WriteResult.Failed(Reason.API_REFUSED, mishap.name());
  }

  @Override
  public WriteResult apply(Action.Apply action) {
    return seen != null && isOutdated(action.desired())
        ? new WriteResult.Failed(Reason.SITUATION_CHANGED, "409")
        : write(w -> applied(w, action.desired()));
  }

  private boolean isOutdated(HasMetadata desired) {
    return switch (desired) {
      case ConfigMap map when map.getMetadata().getName().endsWith("-membership") ->
          seen.membership().isPresent() && !seen.membership().equals(world.membership());
      case StatefulSet _ ->
          seen.statefulSet().isPresent() && !seen.statefulSet().equals(world.statefulSet());
      default -> false;
    };
  }

  private static World applied(World world, HasMetadata desired) {
    return switch (desired) {
      case ConfigMap map when map.getMetadata().getName().endsWith("-membership") ->
          world.withMembership(Optional.of("true".equals(map.getData().get("formed"))));
      case StatefulSet set -> world.withStatefulSet(Optional.of(carriesBootstrapFlag(set)));
      case Service service when service.getMetadata().getName().endsWith("-client") ->
          world.withClientsLetIn(!service.getSpec().getSelector().containsKey(Labels.FORMED));
      default -> world;
    };
  }

  private static boolean carriesBootstrapFlag(StatefulSet set) {
    return set.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .anyMatch(e -> e.getName().equals("QUORATE_BOOTSTRAP"));
  }

  @Override
  public WriteResult createSuperuser(Action.CreateSuperuser action) {
    return write(World::withSuperuser);
  }

  @Override
  public WriteResult annotate(Action.AnnotateClaim action) {
    int index = Integer.parseInt(action.claim().substring(action.claim().lastIndexOf('-') + 1));
    return write(w -> w.change(index, m -> m.withRecord(true)));
  }

  @Override
  public WriteResult prune(Action.Prune action) {
    return WriteResult.unchanged();
  }

  @Override
  public WriteResult deletePod(Action.DeletePod action) {
    return write(w -> w.change(action.member().ordinal(), m -> m.with(Optional.empty())));
  }

  @Override
  public WriteResult evictPod(Action.EvictPod action) {
    throw new IllegalStateException("every pod runs what it should here");
  }

  @Override
  public WriteResult reconfigure(Action.Reconfigure action) {
    throw new IllegalStateException("the membership does not change here");
  }

  @Override
  public WriteResult barrier(Action action, List<String> through) {
    throw new IllegalStateException("the membership does not change here");
  }

  @Override
  public WriteResult replaceVolumes(Action.ReplaceVolumes action) {
    throw new IllegalStateException("the membership does not change here");
  }

  @Override
  public WriteResult resize(Action action, StatefulSet set) {
    throw new IllegalStateException("the membership does not change here");
  }

  @Override
  public WriteResult grow(Action.GrowClaim action) {
    throw new IllegalStateException("volumes keep their size here");
  }

  @Override
  public WriteResult orphan(Action.OrphanPods action) {
    throw new IllegalStateException("volumes keep their size here");
  }

  @Override
  public Optional<String> differsFromPlan() {
    return Optional.empty();
  }
}
