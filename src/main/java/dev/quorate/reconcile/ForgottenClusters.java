package dev.quorate.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers which clusters the control loop has forgotten.
 *
 * <p>A resource is forgotten when it was not reconciled for {@code limit}, and stranded when that
 * lasts three times as long although it was queued again every {@code limit}. A defect of the
 * framework does that (hazards §0.10: a transient cache miss leaves the resource marked as being
 * processed for ever), and so does a reconcile that hangs. Time in which workers were all busy and
 * got on with their work does not count: then the resource waits for its turn, and a restart of the
 * process would only make it wait longer.
 */
final class ForgottenClusters {
  private static final int STRANDED = 3;

  private final Duration limit;
  private final Map<ResourceID, Silence> silences = new HashMap<>();
  private long lastLook;
  private long lastProgress;
  private boolean progress;

  /** What to do about it. */
  record Findings(List<Forgotten> requeue, List<Forgotten> stranded) {}

  /**
   * A resource that was not reconciled.
   *
   * @param since for how long
   */
  record Forgotten(ResourceID id, Duration since) {}

  private record Silence(Duration length, int requeues) {
    static final Silence NONE = new Silence(Duration.ZERO, 0);
  }

  /**
   * @param now monotonic, nanoseconds
   */
  ForgottenClusters(Duration limit, long now) {
    this.limit = limit;
    lastLook = now;
    lastProgress = now;
  }

  /** A reconcile of the resource came to its end, well or badly. */
  synchronized void reconciled(ResourceID id) {
    silences.put(id, Silence.NONE);
    progress = true;
  }

  /** Judges the time since the last look. */
  synchronized Findings look(Collection<ResourceID> existing, boolean backlog, long now) {
    var passed = Duration.ofNanos(now - lastLook);
    lastLook = now;
    if (progress) {
      lastProgress = now;
      progress = false;
    }
    boolean excused = backlog && now - lastProgress < limit.toNanos();
    silences.keySet().retainAll(existing);
    List<Forgotten> requeue = new ArrayList<>();
    List<Forgotten> stranded = new ArrayList<>();
    for (var id : existing) {
      var silence = silences.getOrDefault(id, Silence.NONE);
      var length = excused ? silence.length() : silence.length().plus(passed);
      var forgotten = new Forgotten(id, length);
      int requeues = Math.toIntExact(length.dividedBy(limit));
      if (requeues > silence.requeues()) {
        requeue.add(forgotten);
      }
      if (requeues >= STRANDED) {
        stranded.add(forgotten);
      }
      silences.put(id, new Silence(length, requeues));
    }
    return new Findings(requeue, stranded);
  }
}
