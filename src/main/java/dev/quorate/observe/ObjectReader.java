package dev.quorate.observe;

import dev.quorate.model.Labels;
import dev.quorate.model.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Reads the cluster's objects: from the caches, and from the API server itself for every object
 * that should exist and is in no cache. So somebody else's object under one of our names is seen,
 * and a first list of members is never made while an older record merely has not reached the cache
 * yet. At rest everything is in the caches and nothing is requested.
 */
public final class ObjectReader {
  /** Every type that the operator makes or follows; each has an informer. */
  public static final List<Class<? extends HasMetadata>> TYPES =
      List.of(
          StatefulSet.class,
          Service.class,
          ConfigMap.class,
          Secret.class,
          PodDisruptionBudget.class,
          ServiceAccount.class,
          Pod.class,
          PersistentVolumeClaim.class);

  private record Needed(Class<? extends HasMetadata> type, String name) {}

  private final ExecutorService threads;

  ObjectReader(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * @param observers whether there should be objects for observers
   */
  LiveObjects read(Names names, boolean observers, Context<?> context) {
    List<HasMetadata> objects = new ArrayList<>();
    TYPES.forEach(type -> context.getSecondaryResourcesAsStream(type).forEach(objects::add));
    var cached = new LiveObjects(names.cluster(), objects);
    var missing =
        needed(names, observers).stream()
            .filter(n -> cached.get(n.type(), n.name()).isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return cached;
    }
    objects.addAll(fetch(missing, names, context.getClient()));
    return new LiveObjects(names.cluster(), objects);
  }

  private static List<Needed> needed(Names names, boolean observers) {
    List<Needed> needed =
        new ArrayList<>(
            List.of(
                new Needed(StatefulSet.class, names.voters()),
                new Needed(Service.class, names.membersService()),
                new Needed(Service.class, names.clientService()),
                new Needed(ConfigMap.class, names.membership()),
                new Needed(ConfigMap.class, names.connection()),
                new Needed(Secret.class, names.superuser()),
                new Needed(PodDisruptionBudget.class, names.disruptionBudget()),
                new Needed(ServiceAccount.class, names.serviceAccount())));
    if (observers) {
      needed.add(new Needed(StatefulSet.class, names.observers()));
      needed.add(new Needed(Service.class, names.observerClientService()));
    }
    return needed;
  }

  private List<HasMetadata> fetch(List<Needed> missing, Names names, KubernetesClient client) {
    List<Future<? extends List<? extends HasMetadata>>> answers = new ArrayList<>();
    for (Needed need : missing) {
      answers.add(
          threads.submit(() -> {
            HasMetadata object =
                client
                    .resources(need.type())
                    .inNamespace(names.namespace())
                    .withName(need.name())
                    .get();
            return object == null ? List.<HasMetadata>of() : List.of(object);
          }));
    }
    boolean beforeFirstSet = missing.contains(new Needed(StatefulSet.class, names.voters()));
    if (beforeFirstSet) {
      answers.add(
          threads.submit(() ->
              client
                  .persistentVolumeClaims()
                  .inNamespace(names.namespace())
                  .withLabels(Labels.cluster(names.cluster()))
                  .list()
                  .getItems()));
    }
    List<HasMetadata> objects = new ArrayList<>();
    answers.forEach(answer -> objects.addAll(join(answer)));
    return objects;
  }

  /**
   * A read that fails fails the pass: what is not known to be absent must not be taken as absent.
   */
  private static <T> T join(Future<T> answer) {
    try {
      return Objects.requireNonNull(answer.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading objects", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
