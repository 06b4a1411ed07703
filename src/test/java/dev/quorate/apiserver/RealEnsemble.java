package dev.quorate.apiserver;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.apiserver.AuditLog.Request;
import dev.quorate.testing.EnsembleObjects;
import dev.quorate.testing.Manifest;
import dev.quorate.testing.PodAnnotation;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One ensemble of a real cluster, as its user sees and changes it. */
record RealEnsemble(RealCluster cluster, String name) {
  /** Far longer than anything takes on a machine with two busy cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Applies the resource as {@code kubectl apply --server-side} does. */
  void apply(int voters, String line) {
    apply(Manifest.ensemble(name, voters, line));
  }

  void apply(String manifest) {
    cluster.client().resource(manifest).fieldManager("user").forceConflicts().serverSideApply();
  }

  Resource<ZookeeperCluster> resource() {
    return cluster.client().resources(ZookeeperCluster.class).inNamespace("default").withName(name);
  }

  /** The condition as {@code True EnsembleReady}; empty before there is one. */
  String condition(String type) {
    return told().condition(type);
  }

  private ToldStatus told() {
    return ToldStatus.by(resource().get());
  }

  List<String> eventReasons() {
    return cluster.client().events().v1().events().inNamespace("default").list().getItems().stream()
        .filter(e -> Objects.equals(e.getRegarding().getName(), name))
        .map(Event::getReason)
        .toList();
  }

  /** Waits until the cluster is Ready and its status speaks of the present specification. */
  void awaitReady() {
    await(name + " is Ready", () -> told().isReady());
  }

  /** As {@code kubectl annotate pod} does. */
  void annotatePod(String pod, String key, String value) {
    PodAnnotation.write(cluster.client(), pod, key, value);
  }

  /** All objects that carry the ensemble's label. */
  Stream<HasMetadata> objects() {
    return new EnsembleObjects(cluster.client(), name).all();
  }

  /** Waits until the most patient rule has told what it always tells of one member. */
  void awaitExamined() {
    await(
        "the last finding",
        () ->
            condition("DiagnosisClear").startsWith("True")
                && resource().get().getStatus().problems().stream()
                    .anyMatch(problem -> problem.rule().equals("FewVoters")));
  }

  /** Waits until the operator has written nothing for a while. */
  void awaitQuiet() {
    var begin = Instant.now();
    Awaitility.await("no more writes of the operator")
        .atMost(PATIENCE)
        .until(() -> hasBeenQuietSince(begin));
  }

  private boolean hasBeenQuietSince(Instant begin) {
    var from = Instant.now().minus(QUIET);
    return begin.isBefore(from) && writesSince(from).isEmpty();
  }

  /** What the operator wrote since a moment, but for its lease. */
  List<Request> writesSince(Instant moment) {
    return cluster.operatorRequests().stream()
        .filter(r -> r.isWrite() && !r.resource().equals("leases") && r.time().isAfter(moment))
        .toList();
  }

  /** Waits until something holds; otherwise fails with what is known. */
  void await(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(condition);
    } catch (ConditionTimeoutException e) {
      var known = cluster.kubectl("get", "zk,sts,pods,pvc,events", "-o", "wide");
      var all = String.join("\n", e.getMessage(), known, cluster.operatorLog());
      throw new AssertionError(all, e);
    }
  }
}
