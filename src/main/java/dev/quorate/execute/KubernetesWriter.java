package dev.quorate.execute;

import dev.quorate.desired.SuperuserSecret;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.zookeeper.Login;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.ApiVersionUtil;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Writes one cluster's objects through the Kubernetes API, for the length of one pass. */
final class KubernetesWriter implements ClusterWriter {
  private static final int HTTP_TOO_MANY_REQUESTS = 429;

  /**
   * So long a follower that hears nothing stays with its leader (syncLimit x tickTime, as shipped).
   * Within that time no other leader can be followed without the pods' readiness showing it (F04).
   */
  private static final Duration LOOK_HOLDS = Duration.ofSeconds(10);

  private final Ensemble ensemble;
  private final ObservedState state;
  private final ResourceApplier applier;
  private final Supplier<String> passwords;
  private final BiFunction<String, String, Optional<HasMetadata>> live;
  private final InstantSource clock;
  private final KubernetesClient client;
  private final ResourceApplier.Holds holds;
  private final MembershipWriter membership;

  /** The membership list and the StatefulSets, as this pass left them. */
  private final List<HasMetadata> applied = new ArrayList<>();

  /**
   * What the pass saw.
   *
   * @param live the object of a kind and name
   * @param clock by which the members were asked
   */
  record Seen(
      Ensemble ensemble,
      ObservedState state,
      BiFunction<String, String, Optional<HasMetadata>> live,
      InstantSource clock) {}

  KubernetesWriter(
      Seen seen,
      MembershipWriter membership,
      ResourceApplier applier,
      Supplier<String> passwords,
      KubernetesClient client,
      ResourceApplier.Holds holds) {
    this.ensemble = seen.ensemble();
    this.state = seen.state();
    this.live = seen.live();
    this.clock = seen.clock();
    this.membership = membership;
    this.applier = applier;
    this.passwords = passwords;
    this.client = client;
    this.holds = holds;
  }

  @Override
  public WriteResult apply(Action.Apply action) {
    if (saysWhoIsMember(action.desired())) {
      applied.add(action.desired());
    }
    return apply(action, action.desired());
  }

  private boolean saysWhoIsMember(HasMetadata object) {
    String name = object.getMetadata().getName();
    return (object instanceof ConfigMap && name.equals(ensemble.names().membership()))
        || object instanceof StatefulSet;
  }

  @Override
  public WriteResult createSuperuser(Action.CreateSuperuser action) {
    var secret = SuperuserSecret.of(ensemble, passwords.get());
    return attempt(
        action,
        () -> {
          client.resource(secret).create();
          return WriteResult.changed();
        });
  }

  @Override
  public WriteResult annotate(Action.AnnotateClaim action) {
    PersistentVolumeClaim record =
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace(namespace())
            .withName(action.claim())
            .withUid(action.uid())
            .withAnnotations(new TreeMap<>(action.annotations()))
            .endMetadata()
            .build();
    return attempt(
        action,
        () -> {
          client.resource(record).fieldManager(Labels.MANAGER).forceConflicts().serverSideApply();
          return WriteResult.changed();
        });
  }

  @Override
  public WriteResult prune(Action.Prune action) {
    return attempt(action, () -> delete("configmaps", action.name(), action.uid(), null));
  }

  @Override
  public WriteResult deletePod(Action.DeletePod action) {
    return attempt(
        action, () -> delete("pods", action.pod(), action.uid(), action.resourceVersion()));
  }

  @Override
  public WriteResult evictPod(Action.EvictPod action) {
    return attempt(
        action,
        () ->
            GuardedDelete.of(action.uid(), action.resourceVersion())
                .evict(client, namespace(), action.pod()));
  }

  @Override
  public WriteResult reconfigure(Action.Reconfigure action) {
    return membership.reconfigure(action, password());
  }

  @Override
  public WriteResult barrier(Action action, List<String> through) {
    return membership.barrier(action, through, password());
  }

  @Override
  public WriteResult replaceVolumes(Action.ReplaceVolumes action) {
    return attempt(
        action,
        () -> {
          action.volumes().forEach(v -> delete("persistentvolumeclaims", v.claim(), v.uid(), null));
          return delete("pods", action.pod(), action.uid(), action.resourceVersion());
        });
  }

  @Override
  public WriteResult resize(Action action, StatefulSet set) {
    return apply(action, set);
  }

  @Override
  public WriteResult grow(Action.GrowClaim action) {
    return attempt(action, () -> new VolumeWriter(client, namespace()).grow(action));
  }

  @Override
  public WriteResult orphan(Action.OrphanPods action) {
    return attempt(action, () -> new VolumeWriter(client, namespace()).orphan(action));
  }

  private WriteResult apply(Action action, HasMetadata object) {
    var current = live.apply(object.getKind(), object.getMetadata().getName());
    return attempt(action, () -> applier.apply(object, current, client, holds));
  }

  private Optional<String> password() {
    return live.apply("Secret", ensemble.names().superuser())
        .filter(Secret.class::isInstance)
        .map(secret -> ((Secret) secret).getData())
        .flatMap(Login.Superuser::of)
        .map(Login.Superuser::password);
  }

  @Override
  public Optional<String> differsFromPlan() {
    var owner = ensemble.owner();
    var resource =
        client
            .genericKubernetesResources(kindOf(owner))
            .inNamespace(namespace())
            .withName(owner.name())
            .get();
    if (resource == null || !owner.uid().equals(resource.getMetadata().getUid())) {
      return Optional.of("the resource has been deleted");
    }
    if (resource.getMetadata().getDeletionTimestamp() != null
        || !Objects.equals(resource.getMetadata().getGeneration(), owner.generation())) {
      return Optional.of("the specification has changed");
    }
    return podsNow().equals(podsThen())
        ? overtaken().or(this::outdated)
        : Optional.of("the members' pods have changed");
  }

  /** What members said before a long standstill of this process or of the API server. */
  private Optional<String> outdated() {
    var age = Duration.between(state.now(), clock.instant());
    return age.compareTo(LOOK_HOLDS) > 0
        ? Optional.of("%d s have passed since the members were asked".formatted(age.toSeconds()))
        : Optional.empty();
  }

  /**
   * An old cache may have shown the list or the number of pods as they are wanted, so that nothing
   * was sent, while an earlier pass has already changed them.
   */
  private Optional<String> overtaken() {
    return applied.stream()
        .filter(object -> !isStillSo(object))
        .map(o -> "%s %s has changed".formatted(o.getKind(), o.getMetadata().getName()))
        .findFirst();
  }

  private boolean isStillSo(HasMetadata object) {
    return switch (object) {
      case ConfigMap then -> {
        ConfigMap now = client.resource(then).get();
        yield now != null && Objects.equals(then.getData(), now.getData());
      }
      case StatefulSet then -> {
        StatefulSet now = client.resource(then).get();
        yield now != null
            && Objects.equals(then.getSpec().getReplicas(), now.getSpec().getReplicas());
      }
      default -> true;
    };
  }

  private static ResourceDefinitionContext kindOf(Ensemble.Owner owner) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(ApiVersionUtil.trimGroup(owner.apiVersion()))
        .withVersion(ApiVersionUtil.trimVersion(owner.apiVersion()))
        .withKind(owner.kind())
        .withPlural(Pluralize.toPlural(owner.kind().toLowerCase(Locale.ROOT)))
        .withNamespaced(true)
        .build();
  }

  private Map<String, String> podsNow() {
    Map<String, String> pods = new TreeMap<>();
    for (Pod pod :
        client
            .pods()
            .inNamespace(namespace())
            .withLabels(Labels.cluster(ensemble.names().cluster()))
            .list()
            .getItems()) {
      pods.put(pod.getMetadata().getUid(), pod.getMetadata().getResourceVersion());
    }
    return pods;
  }

  private Map<String, String> podsThen() {
    Map<String, String> pods = new TreeMap<>();
    state.members().values().stream()
        .map(ObservedMember::pod)
        .flatMap(Optional::stream)
        .forEach((PodFacts pod) -> pods.put(pod.uid(), pod.resourceVersion()));
    return pods;
  }

  private WriteResult delete(String plural, String name, String uid, String resourceVersion) {
    return GuardedDelete.of(uid, resourceVersion)
        .send(client, "/api/v1/namespaces/%s/%s/%s".formatted(namespace(), plural, name));
  }

  private WriteResult attempt(Action action, Supplier<WriteResult> write) {
    try {
      return write.get();
    } catch (KubernetesClientException e) {
      return refused(action, e);
    }
  }

  private static WriteResult refused(Action action, KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && action instanceof Action.Prune) {
      return WriteResult.unchanged();
    }
    if (e.getCode() == HTTP_TOO_MANY_REQUESTS && action instanceof Action.EvictPod) {
      return new WriteResult.Failed(
          Reason.EVICTION_REFUSED, "%s: %s".formatted(ActionText.of(action), ApiAnswer.of(e)));
    }
    boolean outdated =
        e.getCode() == HttpURLConnection.HTTP_CONFLICT
            || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    return new WriteResult.Failed(
        outdated ? Reason.SITUATION_CHANGED : Reason.API_REFUSED,
        "%s: %s%s"
            .formatted(
                ActionText.of(action),
                outdated ? "it has changed meanwhile and is looked at again; " : "",
                ApiAnswer.of(e)));
  }

  private String namespace() {
    return ensemble.names().namespace();
  }
}
