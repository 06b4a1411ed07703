package dev.quorate.local.api.subresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.DeleteOptions;
import dev.quorate.local.api.request.LabelSelector;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.write.Deletions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes a pod unless its disruption budget forbids it. Trusts the budget's status, which its
 * controller keeps, and takes the disruption off it in the same step.
 */
public final class Evictions {
  private static final GroupResource BUDGETS = new GroupResource("policy", "poddisruptionbudgets");
  private static final Set<String> NOT_RUNNING = Set.of("Pending", "Succeeded", "Failed");
  private final Store store;
  private final Deletions deletions;

  public Evictions(Store store, Deletions deletions) {
    this.store = store;
    this.deletions = deletions;
  }

  /** Returns the Status that reports success. */
  public ObjectNode evict(Target target, DeleteOptions options) {
    return store.atomically(() -> {
      Target pod = target.main();
      ObjectNode live =
          store.find(pod.id()).orElseThrow(() -> ApiError.notFound(pod.type(), pod.name()));
      List<ObjectNode> budgets = budgets(live);
      if (budgets.size() > 1) {
        throw new ApiError(
            500,
            "InternalError",
            "This pod has more than one PodDisruptionBudget, which the eviction subresource"
                + " does not support.");
      }
      if (!ignoresBudgets(live)) {
        budgets.forEach(b -> take(live, b, options.dryRun()));
      }
      deletions.delete(pod, options.dryRun() ? options : announced(pod, live, options));
      return Bindings.success();
    });
  }

  private List<ObjectNode> budgets(ObjectNode pod) {
    var labels = Meta.of(pod).labels();
    return store.list(BUDGETS, Meta.of(pod).namespace()).stream()
        .filter(b -> b.path("spec").has("selector"))
        .filter(b -> LabelSelector.of(b.at("/spec/selector")).test(labels))
        .toList();
  }

  private static boolean ignoresBudgets(ObjectNode pod) {
    return Meta.of(pod).terminating() || NOT_RUNNING.contains(pod.at("/status/phase").asText());
  }

  private void take(ObjectNode pod, ObjectNode budget, boolean dryRun) {
    if (isUnhealthyAndMayGo(pod, budget)) {
      return;
    }
    JsonNode status = budget.path("status");
    String name = Meta.of(budget).name();
    if (status.path("observedGeneration").asLong(0) < Meta.of(budget).generation()) {
      throw refused(
              "The disruption budget %s is still being processed by the server.".formatted(name))
          .retryAfter(10);
    }
    long allowed = status.path("disruptionsAllowed").asLong(0);
    if (allowed <= 0) {
      throw refused(
          "The disruption budget %s needs %d healthy pods and has %d currently"
              .formatted(
                  name,
                  status.path("desiredHealthy").asLong(0),
                  status.path("currentHealthy").asLong(0)));
    }
    if (!dryRun) {
      ObjectNode taken = budget.deepCopy();
      ObjectNode left = taken.withObject("/status").put("disruptionsAllowed", allowed - 1);
      left.withObject("/disruptedPods").put(Meta.of(pod).name(), Meta.now());
      store.save(new ResourceId(BUDGETS, Meta.of(pod).namespace(), name), taken);
    }
  }

  private static boolean isUnhealthyAndMayGo(ObjectNode pod, ObjectNode budget) {
    if (condition(pod, "Ready").equals("True")) {
      return false;
    }
    if (budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
      return true;
    }
    long desired = budget.at("/status/desiredHealthy").asLong(0);
    return desired > 0 && budget.at("/status/currentHealthy").asLong(0) >= desired;
  }

  private static String condition(ObjectNode pod, String type) {
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }

  private static ApiError refused(String why) {
    return new ApiError(
            429,
            "TooManyRequests",
            "Cannot evict pod as it would violate the pod's disruption budget.")
        .cause("DisruptionBudget", why, "");
  }

  /** The announcement is a version of its own, so the one that was asked for is compared before. */
  private DeleteOptions announced(Target pod, ObjectNode live, DeleteOptions options) {
    String version = live.at("/metadata/resourceVersion").asText();
    if (options.resourceVersion().filter(seen -> !seen.equals(version)).isPresent()) {
      return options;
    }
    return options.at(announce(pod, live));
  }

  private Optional<String> announce(Target pod, ObjectNode live) {
    ObjectNode announced = live.deepCopy();
    ArrayNode conditions = announced.withObject("/status").withArray("conditions");
    conditions.removeIf(c -> c.path("type").asText().equals("DisruptionTarget"));
    conditions
        .addObject()
        .put("type", "DisruptionTarget")
        .put("status", "True")
        .put("reason", "EvictionByEvictionAPI")
        .put("message", "Eviction API: evicting")
        .put("lastTransitionTime", Meta.now());
    return Optional.of(store.save(pod.id(), announced).at("/metadata/resourceVersion").asText());
  }
}
