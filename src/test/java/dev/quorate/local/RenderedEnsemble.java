package dev.quorate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.SuperuserSecret;
import dev.quorate.model.Ensemble;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Word;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;

/** Three members whose objects are applied by hand: a cluster as the operator would make it. */
final class RenderedEnsemble {
  private static final int CLIENT_PORT = 2181;

  private final KubernetesClient client;

  RenderedEnsemble(LocalCluster cluster) {
    this.client = cluster.client();
  }

  /** Applies the resource, and what belongs to it. */
  void apply() {
    var owner =
        client
            .load(
                new ByteArrayInputStream(
                    """
                    apiVersion: zookeeper.quorate.dev/v1alpha1
                    kind: ZookeeperCluster
                    metadata: {name: zk, namespace: default}
                    spec: {replicas: 3, storage: {data: {size: 1Gi}}}
                    """
                        .getBytes(UTF_8)))
            .create()
            .getFirst();
    Ensemble ensemble =
        Ensembles.of(3).in("default").uid(owner.getMetadata().getUid()).jvm(96).build();
    client.resource(SuperuserSecret.of(ensemble, "secret")).create();
    DesiredResources.of(ensemble, Topologies.forming(ensemble), Scripts.shipped())
        .inApplyOrder()
        .forEach(object -> client.resource(object).fieldManager("quorate").serverSideApply());
  }

  Pod pod(int ordinal) {
    return client.pods().withName("zk-" + ordinal).get();
  }

  /** The identity of the pod; empty while there is none. */
  String uid(int ordinal) {
    var pod = pod(ordinal);
    return pod == null ? "" : pod.getMetadata().getUid();
  }

  boolean isReady(int ordinal) {
    var pod = pod(ordinal);
    return pod != null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  boolean isReady() {
    return isReady(0) && isReady(1) && isReady(2);
  }

  int restarts(int ordinal) {
    return pod(ordinal).getStatus().getContainerStatuses().getFirst().getRestartCount();
  }

  /** leader or follower; empty when the member does not serve. */
  String mode(int ordinal) {
    var ip = Objects.requireNonNullElse(pod(ordinal).getStatus().getPodIP(), "");
    return switch (new FourLetterWords(Duration.ofSeconds(1))
        .ask(ip, CLIENT_PORT, Word.SRVR, Duration.ofSeconds(2))) {
      case Answer.Text(var text) ->
          text.lines()
              .filter(line -> line.startsWith("Mode: "))
              .map(line -> line.substring("Mode: ".length()))
              .findFirst()
              .orElse("");
      case Answer.Failed _ -> "";
    };
  }

  List<String> modes() {
    return IntStream.range(0, 3).mapToObj(this::mode).sorted().toList();
  }

  /** The id of the volume behind a member's claim. */
  String volume(int ordinal) {
    return client
        .persistentVolumeClaims()
        .withName("data-zk-" + ordinal)
        .get()
        .getSpec()
        .getVolumeName();
  }

  /** A session with one member, whatever the ensemble says about others. */
  CuratorFramework connect(int ordinal) {
    var session =
        CuratorFrameworkFactory.builder()
            .connectString(pod(ordinal).getStatus().getPodIP() + ":" + CLIENT_PORT)
            .retryPolicy(new RetryNTimes(20, 100))
            .ensembleTracker(false)
            .build();
    session.start();
    return session;
  }
}
