package dev.quorate.local.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code metadata} of an object tree, read and written in place. */
public record Meta(ObjectNode node) {

  /** The metadata of an object; created when the object has none. */
  public static Meta of(ObjectNode object) {
    return object.get("metadata") instanceof ObjectNode metadata
        ? new Meta(metadata)
        : new Meta(object.putObject("metadata"));
  }

  /** The present moment as Kubernetes writes it, in whole seconds. */
  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A text field, empty when it is not there. */
  public String text(String field) {
    return node.path(field).asText("").equals("null") ? "" : node.path(field).asText("");
  }

  /** The object's name. */
  public String name() {
    return text("name");
  }

  /** The object's namespace, empty for cluster-scoped ones. */
  public String namespace() {
    return text("namespace");
  }

  /** The object's uid. */
  public String uid() {
    return text("uid");
  }

  /** The object's generation, 0 when its kind has none. */
  public long generation() {
    return node.path("generation").asLong(0);
  }

  /** True once somebody asked for its deletion. */
  public boolean terminating() {
    return !text("deletionTimestamp").isEmpty();
  }

  /** The finalizers, in order. */
  public List<String> finalizers() {
    List<String> finalizers = new ArrayList<>();
    node.path("finalizers").forEach(f -> finalizers.add(f.asText()));
    return finalizers;
  }

  /** Replaces the finalizers; the field goes away with the last one. */
  public void finalizers(List<String> finalizers) {
    if (finalizers.isEmpty()) {
      node.remove("finalizers");
    } else {
      ArrayNode list = node.putArray("finalizers");
      finalizers.forEach(list::add);
    }
  }

  /** The labels. */
  public Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    node.path("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    return labels;
  }

  /** The owner references as they are written. */
  public List<JsonNode> owners() {
    List<JsonNode> owners = new ArrayList<>();
    node.path("ownerReferences").forEach(owners::add);
    return owners;
  }

  /** Makes a field what it is in another object's metadata, also when it is not there. */
  public void copy(String field, Meta from) {
    Optional.ofNullable(from.node.get(field))
        .ifPresentOrElse(v -> node.set(field, v.deepCopy()), () -> node.remove(field));
  }
}
