package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, with the real kubectl. */
class KubectlTest {
  private static final String WIDGET =
      """
      apiVersion: test.quorate.dev/v1
      kind: Widget
      metadata: {name: w}
      spec: {replicas: 3, size: 1Gi}
      """;
  private static final String STATEFUL_SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: s}
      spec:
        serviceName: s
        replicas: 2
        selector: {matchLabels: {app: s}}
        template:
          metadata: {labels: {app: s}}
          spec:
            containers:
            - {name: a, image: 'a:1'}
            - {name: b, image: 'b:1'}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec: {containers: [{name: c, image: 'c:1'}]}
      """;

  @TempDir Path home;
  private ApiServer server;
  private Kubectl kubectl;

  @BeforeEach
  void start() {
    server = ApiServer.start();
    kubectl = new Kubectl(server, home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void defineWidgets() {
    assertThat(kubectl.apply(Resources.text("local/widgets-crd.yaml")).exit()).isZero();
    kubectl.run("wait", "--for=condition=Established", "crd/widgets.test.quorate.dev");
  }

  @Test
  void appliesAndReappliesCustomResources() {
    defineWidgets();
    assertThat(kubectl.apply(WIDGET).output().strip())
        .isEqualTo("widget.test.quorate.dev/w created");
    assertThat(kubectl.apply(WIDGET).output().strip())
        .isEqualTo("widget.test.quorate.dev/w unchanged");
    var changed = WIDGET.replace("replicas: 3", "replicas: 5");
    assertThat(kubectl.apply(changed).output().strip())
        .isEqualTo("widget.test.quorate.dev/w configured");
    assertThat(kubectl.run("get", "wd", "w", "-o", "jsonpath={.spec}").output())
        .isEqualTo("{\"mode\":\"Fast\",\"replicas\":5,\"size\":\"1Gi\"}");
  }

  @Test
  void showsPrinterColumns() {
    defineWidgets();
    kubectl.apply(WIDGET);
    kubectl.run(
        "patch",
        "wd",
        "w",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"message\":\"all well\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(kubectl.run("get", "things").lines().getFirst())
        .isEqualTo("NAME READY REPLICAS AGE");
    assertThat(kubectl.run("get", "widgets", "-o", "wide").lines().get(1))
        .matches("w True 3 all well \\d+s");
  }

  @Test
  void namesFieldAndReasonOfAnInvalidResource() {
    defineWidgets();
    var result = kubectl.apply(WIDGET.replace("replicas: 3", "replicas: 4"));
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("The Widget \"w\" is invalid: spec.replicas: Invalid value:")
        .contains("replicas: write an odd number");
    assertThat(kubectl.apply(WIDGET.replace("replicas: 3", "replicas: 3, colour: red")).output())
        .contains("unknown field \"spec.colour\"");
  }

  @Test
  void explainsFields() {
    defineWidgets();
    assertThat(kubectl.run("explain", "widget.spec.replicas").output())
        .contains("FIELD: replicas <integer>")
        .contains("How many.");
    assertThat(kubectl.run("explain", "statefulset.spec.template.spec.containers").output())
        .contains("volumeMounts");
  }

  @Test
  void edits() {
    defineWidgets();
    kubectl.apply(WIDGET);
    var edited = kubectl.with(Map.of("KUBE_EDITOR", "sed -i s/1Gi/2Gi/"), "", "edit", "wd", "w");
    assertThat(edited.output().strip()).isEqualTo("widget.test.quorate.dev/w edited");
    assertThat(kubectl.run("get", "wd", "w", "-o", "jsonpath={.spec.size}").output())
        .isEqualTo("2Gi");
  }

  @Test
  void scalesThroughTheSubresource() {
    defineWidgets();
    kubectl.apply(WIDGET);
    kubectl.apply(STATEFUL_SET);
    kubectl.run("scale", "widget/w", "--replicas=5");
    kubectl.run("scale", "statefulset", "s", "--current-replicas=2", "--replicas=3");
    assertThat(
            kubectl
                .run("get", "wd/w", "sts/s", "-o", "jsonpath={.items[*].spec.replicas}")
                .output())
        .isEqualTo("5 3");
  }

  @Test
  void diffsOnBothSides() {
    defineWidgets();
    kubectl.apply(WIDGET);
    var file = kubectl.file("w.yaml", WIDGET.replace("1Gi", "2Gi"));
    for (String side : new String[] {"--server-side=false", "--server-side=true"}) {
      var diff =
          kubectl.with(
              Map.of(), "", "diff", side, "--force-conflicts=" + side.endsWith("true"), "-f", file);
      assertThat(diff.exit()).as(diff.output()).isEqualTo(1);
      assertThat(diff.output()).contains("-  size: 1Gi").contains("+  size: 2Gi");
    }
    assertThat(kubectl.run("get", "wd", "w", "-o", "jsonpath={.spec.size}").output())
        .isEqualTo("1Gi");
  }

  @Test
  void appliesOnTheServerSide() {
    kubectl.with(Map.of(), STATEFUL_SET, "apply", "--server-side", "-f", "-");
    var theirs = STATEFUL_SET.replace("replicas: 2", "replicas: 4");
    var refused =
        kubectl.with(
            Map.of(), theirs, "apply", "--server-side", "--field-manager=other", "-f", "-");
    assertThat(refused.output())
        .contains("Apply failed with 1 conflict: conflict with \"kubectl\": .spec.replicas");
    var forced =
        kubectl.with(
            Map.of(),
            theirs,
            "apply",
            "--server-side",
            "--force-conflicts",
            "--field-manager=other",
            "-f",
            "-");
    assertThat(forced.output()).contains("statefulset.apps/s serverside-applied");
  }

  @Test
  void removesADroppedContainerOnClientSideApply() {
    kubectl.apply(STATEFUL_SET);
    var without = STATEFUL_SET.replace("      - {name: b, image: 'b:1'}\n", "");
    assertThat(without).isNotEqualTo(STATEFUL_SET);
    assertThat(kubectl.apply(without).output().strip()).isEqualTo("statefulset.apps/s configured");
    assertThat(
            kubectl
                .run("get", "sts", "s", "-o", "jsonpath={.spec.template.spec.containers[*].name}")
                .output())
        .isEqualTo("a");
  }

  @Test
  void restartsARollout() {
    kubectl.apply(STATEFUL_SET);
    kubectl.run("rollout", "restart", "statefulset/s");
    assertThat(kubectl.run("get", "sts", "s", "-o", "jsonpath={.spec.template.metadata}").output())
        .contains("kubectl.kubernetes.io/restartedAt")
        .contains("\"labels\":{\"app\":\"s\"}");
  }

  @Test
  void waitsForConditionsAndForDeletion() throws Exception {
    defineWidgets();
    kubectl.apply(WIDGET);
    var output = home.resolve("wait.txt");
    var wait = kubectl.follow(output, "wait", "--for=condition=Ready", "wd/w", "--timeout=60s");
    awaitWatchOf("widgets");
    kubectl.run(
        "patch",
        "wd",
        "w",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(wait.waitFor()).isZero();
    assertThat(output).hasContent("widget.test.quorate.dev/w condition met");
    kubectl.run(
        "patch", "wd", "w", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":[\"a.b/c\"]}}");
    var delete = kubectl.follow(output, "delete", "wd", "w", "--timeout=60s");
    Awaitility.await()
        .until(() ->
            !kubectl
                .run("get", "wd", "w", "-o", "jsonpath={.metadata.deletionTimestamp}")
                .output()
                .isEmpty());
    assertThat(delete.isAlive()).isTrue();
    kubectl.run("patch", "wd", "w", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(delete.waitFor()).isZero();
  }

  @Test
  void watches() throws IOException {
    defineWidgets();
    var output = home.resolve("watch.txt");
    var watch = kubectl.follow(output, "get", "wd", "--watch", "--no-headers");
    try {
      awaitWatchOf("widgets");
      kubectl.apply(WIDGET);
      kubectl.run("scale", "widget/w", "--replicas=7");
      Awaitility.await().until(() -> Files.readString(output).lines().count() >= 2);
    } finally {
      watch.destroy();
    }
    assertThat(Files.readString(output).lines().map(l -> l.replaceAll(" +", " ")))
        .satisfiesExactly(
            l -> assertThat(l).matches("w 3 \\d+s"), l -> assertThat(l).matches("w 7 \\d+s"));
  }

  @Test
  void describesWithEvents() {
    defineWidgets();
    kubectl.apply(WIDGET);
    var uid = kubectl.run("get", "wd", "w", "-o", "jsonpath={.metadata.uid}").output();
    kubectl.with(
        Map.of(),
        """
        apiVersion: events.k8s.io/v1
        kind: Event
        metadata: {name: e, namespace: default}
        regarding: {apiVersion: test.quorate.dev/v1, kind: Widget, name: w, namespace: default, uid: %s}
        reason: Polished
        note: shines again
        type: Normal
        action: Polish
        eventTime: '2026-01-01T10:00:00.000000Z'
        reportingController: test
        reportingInstance: test-1
        """
            .formatted(uid),
        "create",
        "-f",
        "-");
    assertThat(kubectl.run("describe", "wd", "w").output())
        .contains("Polished")
        .contains("shines again");
    assertThat(kubectl.run("get", "events", "--no-headers").output())
        .contains("Polished")
        .contains("widget/w");
    assertThat(kubectl.run("events", "--for=widget/w").output()).contains("shines again");
  }

  @Test
  void printsLogs() throws IOException {
    var log = Files.writeString(home.resolve("c.log"), "one\ntwo\nthree\n");
    server.podLogs((namespace, pod, container, previous) -> Optional.of(log));
    kubectl.apply(POD);
    assertThat(kubectl.run("logs", "p").output()).isEqualTo("one\ntwo\nthree\n");
    assertThat(kubectl.run("logs", "p", "--tail=1").output()).isEqualTo("three\n");
    var output = home.resolve("followed.txt");
    var follow = kubectl.follow(output, "logs", "-f", "p", "--tail=2");
    try {
      Awaitility.await().until(() -> Files.readString(output).equals("two\nthree\n"));
      Files.writeString(log, "four\n", StandardOpenOption.APPEND);
      Awaitility.await().until(() -> Files.readString(output).equals("two\nthree\nfour\n"));
    } finally {
      follow.destroy();
    }
  }

  @Test
  void deletesPodsAndNamespaces() {
    kubectl.run("create", "namespace", "n");
    kubectl.with(Map.of(), POD, "apply", "-n", "n", "-f", "-");
    assertThat(kubectl.run("get", "pods", "-n", "n").lines().get(1))
        .matches("p 0/1 Pending 0 \\d+s");
    kubectl.run("delete", "namespace", "n", "--timeout=30s");
    assertThat(kubectl.with(Map.of(), "", "get", "pod", "p", "-n", "n").output())
        .contains("namespaces \"n\" not found");
  }

  @Test
  void discoversEverything() {
    assertThat(kubectl.run("api-resources", "--no-headers").output())
        .contains("statefulsets")
        .contains("poddisruptionbudgets");
    assertThat(kubectl.run("version", "-o", "json").output()).contains("\"gitVersion\": \"v1.33");
    assertThat(kubectl.run("auth", "can-i", "create", "pods").output().strip()).isEqualTo("yes");
    assertThat(kubectl.run("get", "all").output()).contains("No resources found");
  }

  private void awaitWatchOf(String resource) {
    Awaitility.await()
        .until(() ->
            !server
                .audit()
                .entries(e ->
                    e.request().verb().equals("watch") && e.request().resource().equals(resource))
                .isEmpty());
  }
}
