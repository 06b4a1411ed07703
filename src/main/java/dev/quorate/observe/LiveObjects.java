package dev.quorate.observe;

import dev.quorate.facts.LiveObject;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster's objects as the API server had them when the pass began. */
public final class LiveObjects {
  private record Key(String kind, String name) {}

  private final Map<Key, HasMetadata> objects = new LinkedHashMap<>();
  private final String cluster;

  LiveObjects(String cluster, Collection<? extends HasMetadata> objects) {
    this.cluster = cluster;
    objects.forEach(o -> this.objects.put(new Key(o.getKind(), o.getMetadata().getName()), o));
  }

  public Optional<HasMetadata> get(String kind, String name) {
    return Optional.ofNullable(objects.get(new Key(kind, name)));
  }

  <T extends HasMetadata> Optional<T> get(Class<T> type, String name) {
    return get(HasMetadata.getKind(type), name).map(type::cast);
  }

  <T extends HasMetadata> Stream<T> all(Class<T> type) {
    return objects.values().stream().filter(type::isInstance).map(type::cast);
  }

  List<LiveObject> facts() {
    return objects.values().stream().map(this::fact).toList();
  }

  private LiveObject fact(HasMetadata object) {
    var meta = object.getMetadata();
    var controller =
        meta.getOwnerReferences().stream()
            .filter(o -> Boolean.TRUE.equals(o.getController()))
            .findFirst();
    var labels = meta.getLabels() == null ? Map.<String, String>of() : meta.getLabels();
    return new LiveObject(
        object.getKind(),
        meta.getName(),
        meta.getUid(),
        meta.getResourceVersion(),
        labels.entrySet().containsAll(Labels.cluster(cluster).entrySet()),
        controller.map(OwnerReference::getUid),
        controller.map(OwnerReference::getName),
        meta.getDeletionTimestamp() != null);
  }
}
