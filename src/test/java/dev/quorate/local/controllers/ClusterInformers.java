package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One watch per kind over all namespaces, shared by the controllers and the kubelet. What is read
 * here may be a moment old; nobody may change the objects that it hands out.
 */
public final class ClusterInformers implements AutoCloseable {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Node.class,
          Pod.class,
          StatefulSet.class,
          ControllerRevision.class,
          PersistentVolumeClaim.class,
          PersistentVolume.class,
          StorageClass.class,
          Service.class,
          PodDisruptionBudget.class,
          ConfigMap.class,
          Secret.class);

  private final Map<Class<?>, SharedIndexInformer<?>> informers = new LinkedHashMap<>();

  /** Starts all watches and returns when each has read its first list. */
  public ClusterInformers(KubernetesClient client) {
    KINDS.forEach(kind -> informers.put(kind, watch(client, kind)));
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> watch(
      KubernetesClient client, Class<T> kind) {
    return client.resources(kind).inAnyNamespace().inform();
  }

  /** Tells the listener about every object now, and about each that is added, changed or gone. */
  public <T extends HasMetadata> void onChange(Class<T> kind, Consumer<T> listener) {
    informer(kind)
        .addEventHandler(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(T added) {
                listener.accept(added);
              }

              @Override
              public void onUpdate(T before, T after) {
                listener.accept(after);
              }

              @Override
              public void onDelete(T deleted, boolean unknownFinalState) {
                listener.accept(deleted);
              }
            });
  }

  /** All objects of a kind. */
  public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return informer(kind).getStore().list().stream();
  }

  /** All objects of a kind in a namespace. */
  public <T extends HasMetadata> Stream<T> in(Class<T> kind, String namespace) {
    return all(kind).filter(o -> namespace.equals(o.getMetadata().getNamespace()));
  }

  /** The object, or null when there is none. */
  public <T extends HasMetadata> T get(Class<T> kind, ObjectKey key) {
    var name = key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
    return informer(kind).getStore().getByKey(name);
  }

  @SuppressWarnings("unchecked")
  private <T extends HasMetadata> SharedIndexInformer<T> informer(Class<T> kind) {
    return (SharedIndexInformer<T>) informers.get(kind);
  }

  @Override
  public void close() {
    informers.values().forEach(SharedIndexInformer::close);
  }
}
