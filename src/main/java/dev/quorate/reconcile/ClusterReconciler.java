package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Names;
import dev.quorate.observe.Observation;
import dev.quorate.observe.ResourceSays;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.status.Announcements;
import dev.quorate.status.Findings;
import dev.quorate.status.MissingPods;
import dev.quorate.status.News;
import dev.quorate.status.Pass;
import dev.quorate.validation.Circumstances;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One pass over one cluster: look, check, decide, act, tell. Each step is one package; nothing
 * waits here, and nothing is remembered from one pass to the next, but that there was nothing to
 * do, and whose turn it is to be changed.
 */
@ControllerConfiguration(name = "zookeepercluster", fieldManager = Labels.MANAGER)
public final class ClusterReconciler implements Reconciler<ZookeeperCluster> {
  private static final Duration PREDECESSOR = Duration.ofSeconds(1);

  private final LoopParts parts;
  private final Settings settings;
  private final NextLook nextLook;
  private final Rests rests = new Rests();
  private final Turns turns;
  private final Set<ResourceID> underWay = ConcurrentHashMap.newKeySet();

  /**
   * What the loop needs to know beside its parts.
   *
   * @param whenRefused how soon a cluster is looked at again that waits for a person, at the latest
   * @param concurrentChanges how many clusters are changed at the same time, at most
   */
  public record Settings(OperatorDefaults defaults, Duration whenRefused, int concurrentChanges) {}

  public ClusterReconciler(LoopParts parts, Settings settings) {
    this.parts = parts;
    this.settings = settings;
    this.nextLook = new NextLook(settings.whenRefused(), Math::random);
    this.turns = new Turns(settings.concurrentChanges(), System::nanoTime);
  }

  /**
   * Waits for a pass over a deleted resource of the same name: the framework does not, and the two
   * would write the same objects.
   */
  @Override
  public UpdateControl<ZookeeperCluster> reconcile(
      ZookeeperCluster cluster, Context<ZookeeperCluster> context) {
    var id = ResourceID.fromResource(cluster);
    if (!underWay.add(id)) {
      return forTheSuccessor();
    }
    try {
      return pass(cluster, context);
    } finally {
      underWay.remove(id);
    }
  }

  private static UpdateControl<ZookeeperCluster> forTheSuccessor() {
    return UpdateControl.<ZookeeperCluster>noUpdate().rescheduleAfter(PREDECESSOR);
  }

  private UpdateControl<ZookeeperCluster> pass(
      ZookeeperCluster cluster, Context<ZookeeperCluster> context) {
    var names = names(cluster);
    var findings = parts.sampler().of(ResourceID.fromResource(cluster));
    return rests
        .of(cluster, findings)
        .flatMap(rest -> rest.still(parts.observer().glance(names, rest.seen(), context)))
        .map(pass -> end(cluster, pass, cluster.getStatus()))
        .orElseGet(() -> decide(cluster, names, findings, context));
  }

  private UpdateControl<ZookeeperCluster> decide(
      ZookeeperCluster cluster, Names names, Findings findings, Context<ZookeeperCluster> context) {
    var seen = parts.observer().observe(names, says(cluster), context);
    var pass =
        switch (validate(cluster, seen)) {
          case Validated.Refused refused -> new Pass.Refused(names, refused, seen.state());
          case Validated.Accepted accepted -> act(cluster, accepted, seen, context);
        };
    if (isGone(cluster, context)) {
      return forTheSuccessor();
    }
    var told = tell(cluster, pass, findings, context);
    rests.made(cluster, pass, findings, told);
    return end(cluster, pass, told);
  }

  /** Deleted meanwhile, and perhaps followed by another of the same name. */
  private static boolean isGone(ZookeeperCluster cluster, Context<ZookeeperCluster> context) {
    return context
        .getPrimaryCache()
        .get(ResourceID.fromResource(cluster))
        .filter(now -> now.getMetadata().getUid().equals(cluster.getMetadata().getUid()))
        .isEmpty();
  }

  private Validated validate(ZookeeperCluster cluster, Observation seen) {
    return parts
        .validator()
        .validate(cluster, new Circumstances(settings.defaults(), seen.state().oldestVersion()));
  }

  private Pass.Planned act(
      ZookeeperCluster cluster,
      Validated.Accepted accepted,
      Observation seen,
      Context<ZookeeperCluster> context) {
    Plan plan = plan(accepted.ensemble(), seen.state(), ResourceID.fromResource(cluster));
    parts.events().publish(cluster, Announcements.ahead(plan));
    var writer =
        parts.writers().writer(accepted.ensemble(), seen.state(), seen.objects()::get, context);
    Outcomes outcomes = parts.executor().execute(plan, writer);
    return new Pass.Planned(accepted, seen.state(), plan, outcomes);
  }

  /** A turn is asked for by those who could use it at once; the plan is made again with it. */
  private Plan plan(Ensemble ensemble, ObservedState state, ResourceID id) {
    var plan = parts.planner().plan(ensemble, state, turns.of(id));
    return plan.waitsForTurn() ? parts.planner().plan(ensemble, state, turns.ask(id)) : plan;
  }

  private ZookeeperClusterStatus tell(
      ZookeeperCluster cluster, Pass pass, Findings findings, Context<ZookeeperCluster> context) {
    ZookeeperClusterStatus before = cluster.getStatus();
    var now =
        parts
            .statuses()
            .compute(
                before, cluster.getMetadata().getGeneration(), pass, findings, pass.state().now());
    if (!Objects.equals(before, now)) {
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
          cluster, withStatus(cluster, now), context);
    }
    parts.events().publish(cluster, Announcements.of(before, now, pass.state(), done(pass)));
    return now;
  }

  private UpdateControl<ZookeeperCluster> end(
      ZookeeperCluster cluster, Pass pass, ZookeeperClusterStatus told) {
    var id = ResourceID.fromResource(cluster);
    turns.passed(id, waitsForTurn(pass), TurnKept.after(pass, told));
    parts.sampler().passed(id, pass, told);
    parts
        .listener()
        .passed(
            cluster.getMetadata().getNamespace(),
            cluster.getMetadata().getName(),
            pass,
            News.between(cluster.getStatus(), told));
    return UpdateControl.<ZookeeperCluster>noUpdate()
        .rescheduleAfter(nextLook.after(pass, told, rests.count()));
  }

  /** A cluster is gone. */
  public void forget(String namespace, String name) {
    rests.forget(namespace, name);
    turns.forget(new ResourceID(name, namespace));
    parts.sampler().forget(new ResourceID(name, namespace));
  }

  /** How many clusters are being changed. */
  public int turnsTaken() {
    return turns.taken();
  }

  /** A fresh object, because server-side apply takes everything in it as wanted. */
  private static ZookeeperCluster withStatus(
      ZookeeperCluster cluster, ZookeeperClusterStatus status) {
    var patch = new ZookeeperCluster();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(cluster.getMetadata().getNamespace())
            .withName(cluster.getMetadata().getName())
            .withUid(cluster.getMetadata().getUid())
            .build());
    patch.setStatus(status);
    return patch;
  }

  private static boolean waitsForTurn(Pass pass) {
    return pass instanceof Pass.Planned planned && planned.plan().waitsForTurn();
  }

  private static List<Action> done(Pass pass) {
    return pass instanceof Pass.Planned planned ? planned.outcomes().done() : List.of();
  }

  private Names names(ZookeeperCluster cluster) {
    return new Names(
        cluster.getMetadata().getNamespace(),
        cluster.getMetadata().getName(),
        settings.defaults().clusterDomain());
  }

  private static ResourceSays says(ZookeeperCluster cluster) {
    var status = cluster.getStatus();
    var observers = cluster.getSpec() == null ? null : cluster.getSpec().observers();
    return new ResourceSays(
        status != null && status.formed() != null,
        observers != null && observers.replicas() != null && observers.replicas() > 0,
        MissingPods.in(status),
        outline(status));
  }

  private static List<String> outline(ZookeeperClusterStatus status) {
    return status == null || status.plan() == null || status.plan().outline() == null
        ? List.of()
        : status.plan().outline().stream().filter(Objects::nonNull).toList();
  }

  @Override
  public List<EventSource<?, ZookeeperCluster>> prepareEventSources(
      EventSourceContext<ZookeeperCluster> context) {
    List<EventSource<?, ZookeeperCluster>> sources =
        new ArrayList<>(ClusterEventSources.of(context));
    sources.add(new NewFindings(parts.sampler()));
    return sources;
  }
}
