package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.DeleteOptions;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.types.ResourceTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Delete: at once when nothing holds the object, else a mark that finalizers and kubelets act on.
 */
public final class Deletions {
  public static final String ORPHAN = "orphan";
  public static final String FOREGROUND = "foregroundDeletion";

  /** Holds a definition until its instances are gone. */
  public static final String INSTANCES = "customresourcecleanup.apiextensions.k8s.io";

  private static final long POD_GRACE_SECONDS = 30;
  private final Store store;

  public Deletions(Store store) {
    this.store = store;
  }

  /** What happened to the object. */
  public record Outcome(ObjectNode object, boolean gone) {

    /** The Status that reports a finished deletion. */
    public ObjectNode status(Target target) {
      ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
      status.putObject("metadata");
      status.put("status", "Success");
      ObjectNode details = status.putObject("details").put("name", Meta.of(object).name());
      if (!target.type().id().group().isEmpty()) {
        details.put("group", target.type().id().group());
      }
      details.put("kind", target.type().id().plural()).put("uid", Meta.of(object).uid());
      return status;
    }
  }

  public Outcome delete(Target target, DeleteOptions options) {
    return store.atomically(() -> {
      ObjectNode live =
          store
              .find(target.id())
              .orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
      checkPreconditions(target, live, options);
      ObjectNode object = live.deepCopy();
      long grace = graceSeconds(target, object, options);
      List<String> finalizers = finalizers(Meta.of(object), options);
      if (hasInstances(target, object) && !finalizers.contains(INSTANCES)) {
        finalizers.add(INSTANCES);
      }
      Meta.of(object).finalizers(finalizers);
      boolean gone = Meta.of(object).finalizers().isEmpty() && grace == 0 && !holdsContent(target);
      if (gone) {
        return new Outcome(options.dryRun() ? object : store.remove(target.id(), object), true);
      }
      mark(target, object, grace);
      boolean same = options.dryRun() || Json.same(live, object);
      return new Outcome(same ? object : store.save(target.id(), object), false);
    });
  }

  private static void checkPreconditions(Target target, ObjectNode live, DeleteOptions options) {
    Meta meta = Meta.of(live);
    options
        .uid()
        .filter(u -> !u.equals(meta.uid()))
        .ifPresent(u -> {
          throw failed(target, "UID", u, meta.uid(), "deleted and then recreated");
        });
    options
        .resourceVersion()
        .filter(r -> !r.equals(meta.text("resourceVersion")))
        .ifPresent(r -> {
          throw failed(target, "ResourceVersion", r, meta.text("resourceVersion"), "modified");
        });
  }

  private static ApiError failed(
      Target target, String what, String wanted, String is, String guess) {
    return ApiError.unmet(
        target.type(),
        target.name(),
        ("the %1$s in the precondition (%2$s) does not match the %1$s in record (%3$s)."
                + " The object might have been %4$s")
            .formatted(what, wanted, is, guess));
  }

  /** Only a pod that a kubelet has taken is given time. */
  private static long graceSeconds(Target target, ObjectNode object, DeleteOptions options) {
    if (!target.type().id().qualified().equals("pods")) {
      return 0;
    }
    String phase = object.at("/status/phase").asText();
    boolean unscheduled = object.at("/spec/nodeName").asText("").isEmpty();
    if (unscheduled || phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    return options
        .graceSeconds()
        .orElse(object.at("/spec/terminationGracePeriodSeconds").asLong(POD_GRACE_SECONDS));
  }

  private static List<String> finalizers(Meta meta, DeleteOptions options) {
    List<String> finalizers = new ArrayList<>(meta.finalizers());
    switch (options.propagation()) {
      case ORPHAN -> replace(finalizers, FOREGROUND, ORPHAN);
      case FOREGROUND -> replace(finalizers, ORPHAN, FOREGROUND);
      case BACKGROUND -> finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
      case UNSAID -> {}
    }
    return finalizers;
  }

  private static void replace(List<String> finalizers, String old, String wanted) {
    finalizers.remove(old);
    if (!finalizers.contains(wanted)) {
      finalizers.add(wanted);
    }
  }

  /** A namespace goes after its content. */
  private boolean holdsContent(Target target) {
    return target.type().id().equals(Namespaces.TYPE)
        && !store.ids(id -> id.namespace().equals(target.name())).isEmpty();
  }

  private boolean hasInstances(Target target, ObjectNode object) {
    return target.type().id().equals(ResourceTypes.DEFINITIONS)
        && !store.list(ResourceTypes.definedBy(object), "").isEmpty();
  }

  private static void mark(Target target, ObjectNode object, long grace) {
    Meta meta = Meta.of(object);
    long before = meta.node().path("deletionGracePeriodSeconds").asLong(Long.MAX_VALUE);
    if (meta.terminating() && grace >= before) {
      return;
    }
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace);
    if (!meta.terminating() && target.type().counted()) {
      meta.node().put("generation", meta.generation() + 1);
    }
    meta.node().put("deletionTimestamp", end.toString()).put("deletionGracePeriodSeconds", grace);
    if (target.type().id().equals(Namespaces.TYPE)) {
      object.withObject("/status").put("phase", "Terminating");
    }
  }
}
