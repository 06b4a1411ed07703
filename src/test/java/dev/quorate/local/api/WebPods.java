package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.ApiUnderTest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The StatefulSet {@code web} of a test, its pods and claims; the test says which pods are ready.
 */
record WebPods(ApiUnderTest api) {
  static final String WEB = "/apis/apps/v1/namespaces/@/statefulsets/web";
  static final String PODS = "/api/v1/namespaces/@/pods";
  private static final String EVENTS = "/api/v1/namespaces/@/events";
  static final String CLAIMS = "/api/v1/namespaces/@/persistentvolumeclaims";

  /**
   * A set with one claim per pod; parallel, and replaced on delete, unless the YAML says otherwise.
   */
  static String set(int replicas, String template, String more) {
    return """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: web}
    spec:
      replicas: %d
      serviceName: web-members
      podManagementPolicy: Parallel
      updateStrategy: {type: OnDelete}
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}, annotations: {version: %s}}
        spec: {containers: [{name: main, image: 'shell:1'}]}
      volumeClaimTemplates:
      - metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      %s
    """
        .formatted(replicas, template, more);
  }

  /** Writes the set as its only author. */
  Answer apply(String set) {
    Answer answer = api.apply(WEB + "?force=true", "author", set);
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
    return answer;
  }

  /** Starts a set and waits for its pods. */
  void start(int replicas) {
    start(set(replicas, "one", ""), replicas);
  }

  void start(String set, int replicas) {
    apply(set);
    await().until(() -> pods().size() == replicas);
    settle();
  }

  /** Waits until the controller has seen the set as it is, and reported it. */
  void settle() {
    await()
        .until(() -> {
          var set = api.get(WEB).body();
          return set.at("/metadata/generation").equals(set.at("/status/observedGeneration"))
              && set.at("/status/replicas").asInt() == pods().size();
        });
  }

  JsonNode status() {
    return api.get(WEB).body().path("status");
  }

  JsonNode pod(String name) {
    return api.get(PODS + "/" + name).body();
  }

  String uid(String pod) {
    return pod(pod).at("/metadata/uid").asText();
  }

  List<String> pods() {
    return names(PODS);
  }

  List<String> claims() {
    return names(CLAIMS);
  }

  /** Pods and the revision of the template that each was made from. */
  Map<String, String> revisions() {
    var revisions = new TreeMap<String, String>();
    for (JsonNode pod : api.get(PODS).body().path("items")) {
      revisions.put(
          pod.at("/metadata/name").asText(),
          pod.at("/metadata/labels/controller-revision-hash").asText());
    }
    return revisions;
  }

  String updateRevision() {
    return status().path("updateRevision").asText();
  }

  /** Who owns an object: {@code StatefulSet web}. */
  List<String> owners(String path) {
    List<String> owners = new ArrayList<>();
    for (JsonNode owner : api.get(path).body().at("/metadata/ownerReferences")) {
      owners.add(owner.path("kind").asText() + " " + owner.path("name").asText());
    }
    return owners;
  }

  /** Events of the set with this reason, selected by its uid. */
  List<JsonNode> events(String reason) {
    var uid = api.get(WEB).text("/metadata/uid");
    List<JsonNode> events = new ArrayList<>();
    api.get(EVENTS + "?fieldSelector=involvedObject.uid%3D" + uid + ",reason%3D" + reason)
        .body()
        .path("items")
        .forEach(events::add);
    return events;
  }

  void makeReady(String... names) {
    for (var name : names) {
      phase(name, "Running", "True");
    }
  }

  void phase(String pod, String phase, String ready) {
    var answer =
        api.merge(
            PODS + "/" + pod + "/status",
            "{status: {phase: %s, conditions: [{type: Ready, status: '%s', lastTransitionTime: '2026-01-01T00:00:00Z'}]}}"
                .formatted(phase, ready));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** Keeps a pod from going when it is deleted. */
  void hold(String pod) {
    api.merge(PODS + "/" + pod, "{metadata: {finalizers: [quorate.dev/hold]}}");
  }

  void release(String pod) {
    api.merge(PODS + "/" + pod, "{metadata: {finalizers: null}}");
  }

  boolean isTerminating(String pod) {
    return !pod(pod).at("/metadata/deletionTimestamp").isMissingNode();
  }

  void delete(String pod) {
    assertThat(api.delete(PODS + "/" + pod, "").status()).isEqualTo(200);
  }

  void scale(int replicas) {
    assertThat(api.merge(WEB + "/scale", "{spec: {replicas: %d}}".formatted(replicas)).status())
        .isEqualTo(200);
  }

  private List<String> names(String path) {
    List<String> names = new ArrayList<>();
    api.get(path).body().path("items").forEach(i -> names.add(i.at("/metadata/name").asText()));
    return names.stream().sorted().toList();
  }
}
