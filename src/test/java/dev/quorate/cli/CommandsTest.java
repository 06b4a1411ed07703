package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.cli.Terminal.Output;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Faults.Fault;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as they are typed, and what they do when something is not as it should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
  private static final Fault FORBIDDEN =
      new Fault.Refuse(403, "Forbidden", "pods is forbidden: User \"eve\" cannot list resource");

  private ServedClusters served;
  private KubernetesClient client;
  private Terminal terminal;
  private Path kubeconfig;

  @BeforeAll
  void clusters(@TempDir Path folder) throws IOException {
    served =
        new ServedClusters()
            .withDefinition()
            .namespace("team-a")
            .namespace("empty")
            .cluster("default", "zk", Sketch.of("one-pod-missing").healthy().withZk2Away())
            .cluster("default", "asks", Sketch.of("waiting-for-approval"))
            .cluster("team-a", "alone", Sketch.of("ready-alone"));
    client = served.client();
    kubeconfig = served.kubeconfig(folder);
    terminal = Terminal.at(kubeconfig, Clock.fixed(Sketch.NOW, ZoneOffset.UTC), NOBODY);
  }

  @AfterAll
  void end() {
    served.close();
  }

  /** Ways that lead to nobody. */
  private static final MemberRoutes NOBODY =
      (_, _, _, _) ->
          new MemberRoutes.Route() {
            @Override
            public String host() {
              return "127.0.0.1";
            }

            @Override
            public int port() {
              return 1;
            }

            @Override
            public Optional<String> failure() {
              return Optional.of("exec failed: 403 Forbidden");
            }

            @Override
            public void close() {
              // Nothing was opened.
            }
          };

  private Map<String, String> annotations(String cluster) {
    var annotations =
        client
            .resources(ZookeeperCluster.class)
            .inNamespace("default")
            .withName(cluster)
            .get()
            .getMetadata()
            .getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  private Map<String, String> podAnnotations(String pod) {
    var annotations =
        client.pods().inNamespace("default").withName(pod).get().getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }

  @Test
  void statusShowsEverythingElseWhenMembersCannotBeReached() {
    var status = terminal.type("status", "zk");
    assertThat(status.exitCode()).isZero();
    assertThat(status.out())
        .contains("zk in default", "MEMBER", "missing")
        .contains("zk-0, zk-1: exec failed: 403 Forbidden")
        .contains("Warning MemberMissing of zk-2");
  }

  @Test
  void statusWithoutANameIsATable() {
    assertThat(terminal.type("status").out()).contains("asks", "zk").doesNotContain("alone");
    assertThat(terminal.type("status", "-A").out()).contains("NAMESPACE", "team-a", "alone");
    assertThat(terminal.type("status", "-n", "empty").out())
        .isEqualTo("There is no ZookeeperCluster in empty.\n");
  }

  @Test
  void statusIsReadByPrograms() {
    assertThat(terminal.type("status", "zk", "-o", "json").out())
        .startsWith("{")
        .contains("\"unknown\" : \"exec failed: 403 Forbidden\"")
        .contains("\"rule\" : \"MemberMissing\"");
    assertThat(terminal.type("status", "zk", "-o", "yaml").out())
        .contains("members:", "rule: \"MemberMissing\"");
  }

  @Test
  void statusSaysThatPodsMayNotBeRead() {
    try (var _ = served.server().faults().inject(r -> r.resource().equals("pods"), FORBIDDEN)) {
      assertThat(terminal.type("status", "zk").out())
          .contains("pods: Not allowed: ", "docs/cli.md", "Warning MemberMissing of zk-2");
    }
  }

  @Test
  void doctorTellsTheCauseAndEndsWithOne() {
    var doctor = terminal.type("doctor", "zk");
    assertThat(doctor.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    assertThat(doctor.out())
        .contains("2 problems with 1 cause", "next: kubectl describe pod zk-2")
        .contains("docs/runbooks/MemberMissing.md", "There is no lease of an operator");
    assertThat(terminal.type("doctor", "zk", "-o", "json").out()).contains("\"clear\" : false");
  }

  @Test
  void doctorEndsWithZeroWhenNothingIsWrong() {
    var doctor = terminal.type("doctor", "asks");
    assertThat(doctor.out()).contains("nothing is wrong");
    assertThat(doctor.exitCode()).isEqualTo(ExitCode.CLEAR);
  }

  @Test
  void planIsApprovedByItsHashAlone() {
    var plan = terminal.type("plan", "asks");
    assertThat(plan.out()).contains("1.  Restart zk-0", "quorum: 3 of 3");
    var hash = plan.out().replaceAll("(?s).*--approve (\\w+).*", "$1");

    assertRefused(
        terminal.type("plan", "asks", "--approve", "yesterdays"),
        "The plan is another one by now: " + hash);
    assertThat(annotations("asks")).doesNotContainKey(Labels.APPROVE);

    assertThat(terminal.type("plan", "asks", "--approve", hash).out())
        .contains("is approved", "kubectl zk status asks -n default --watch");
    assertThat(annotations("asks")).containsEntry(Labels.APPROVE, hash);
    assertRefused(
        terminal.type("plan", "zk", "--approve", hash),
        "Nothing lies ahead that could be approved.");
  }

  @Test
  void aTreeNeedsAPathAndSomebodyToAsk() {
    assertRefused(
        terminal.type("tree", "zk", "app"),
        "app is no path: Path must start with / character; write for example /app.");
    assertRefused(
        terminal.type("tree", "zk", "/", "--member", "1"),
        "No member of zk could be asked: zk-1: ");
    assertRefused(terminal.type("tree", "zk", "/", "--member", "9"), "zk has no member zk-9");
    assertRefused(
        terminal.type("tree", "zk", "--superuser"),
        "There is no Secret zk-superuser with a password.");
  }

  @Test
  void noLoadIsPutOnAnEnsembleThatIsNotWhole() {
    var bench = terminal.type("bench", "zk", "--duration", "1s");
    assertRefused(bench, "No load is put on zk: it is not sure that it is whole.");
    assertThat(bench.err())
        .contains("Warning MemberMissing of zk-2", "zk-2 has no pod", "There is no lease")
        .contains("zk-0: exec failed: 403 Forbidden")
        .contains("Nothing was written. What to do: kubectl zk doctor zk -n default");
    assertThat(bench.out()).isEmpty();
  }

  @Test
  void whatCannotBeReadSpeaksAgainstLoad() {
    try (var _ = served.server().faults().inject(r -> r.resource().equals("pods"), FORBIDDEN)) {
      assertRefused(
          terminal.type("bench", "asks"), "its pods are not known: Not allowed: pods is forbidden");
    }
  }

  @Test
  void theLimitsOfALoadAreToldBeforeAnythingIsAsked() {
    assertRefused(
        terminal.type("bench", "nothing", "--clients", "65"),
        "--clients 65 is more than 64: each is a session to keep; write --clients 64.");
  }

  @Test
  void restartWritesWhenItWasAskedFor() {
    assertThat(terminal.type("restart", "zk").out())
        .contains("restart one after the other", "(zk-1)", "--watch");
    assertThat(annotations("zk")).containsEntry(Labels.RESTART_AT, Sketch.NOW.toString());
  }

  @Test
  void oneMemberIsRestartedByNameOrByOrdinal() {
    assertThat(terminal.type("restart", "zk", "--member", "0").exitCode()).isZero();
    assertThat(podAnnotations("zk-0")).containsEntry(Labels.RESTART, "true");
    assertThat(terminal.type("restart", "zk", "--member", "zk-1").out()).contains("one election");
    assertThat(podAnnotations("zk-1")).containsEntry(Labels.RESTART, "true");
  }

  @Test
  void membersThatAreNotThereAreRefused() {
    assertRefused(
        terminal.type("restart", "zk", "--member", "7"),
        "zk has no member zk-7; it has zk-0, zk-1, zk-2.");
    assertRefused(
        terminal.type("replace", "zk", "--member", "zk-2", "--yes"),
        "zk-2 has no pod at the moment");
  }

  @Test
  void replaceWantsToBeSure() {
    var asked = terminal.type("replace", "zk", "--member", "zk-0");
    assertThat(asked.out()).contains("its volumes are deleted");
    assertRefused(
        asked, "Nothing was done. To do it: kubectl zk replace zk -n default --member zk-0 --yes");
    assertThat(podAnnotations("zk-0")).doesNotContainKey(Labels.REPLACE);

    assertThat(terminal.type("replace", "zk", "--member", "zk-0", "--yes").exitCode()).isZero();
    assertThat(podAnnotations("zk-0")).containsEntry(Labels.REPLACE, "true");
  }

  @Test
  void anUnknownClusterIsAnsweredWithThoseThatExist() {
    assertRefused(
        terminal.type("status", "kz"),
        "There is no ZookeeperCluster kz in default. There are asks, zk.");
    assertRefused(
        terminal.type("doctor", "zk", "-n", "empty"),
        "There is no ZookeeperCluster zk in empty. There is none in this namespace; elsewhere:"
            + " asks -n default, zk -n default, alone -n team-a.");
  }

  @Test
  void whoeverMayNotReadClustersIsToldSo() {
    try (var _ =
        served.server().faults().inject(r -> r.resource().equals("zookeeperclusters"), FORBIDDEN)) {
      assertRefused(terminal.type("status", "zk"), "Not allowed: ");
      assertRefused(terminal.type("status", "-A"), "docs/cli.md has the permissions");
    }
  }

  @Test
  void aClusterWithoutTheDefinitionIsRecognised(@TempDir Path folder) {
    try (var bare = ApiServer.start()) {
      var there = Terminal.at(bare.kubeconfig(folder.resolve("bare")));
      assertRefused(there.type("status"), "the operator's definition is not installed");
      assertRefused(there.type("doctor", "zk"), "the operator's definition is not installed");
    }
  }

  @Test
  void anApiThatIsNotThereIsRecognised(@TempDir Path folder) {
    Path gone;
    try (var server = ApiServer.start()) {
      gone = server.kubeconfig(folder.resolve("gone"));
    }
    assertRefused(Terminal.at(gone).type("status"), "Cannot reach the Kubernetes API: ");
    assertRefused(
        Terminal.at(folder.resolve("nowhere")).type("status"), "Cannot read the kubeconfig");
  }

  @Test
  void anUnknownContextIsNotTakenForTheCurrentOne() {
    assertThat(terminal.type("status", "--context", "quorate-local").exitCode()).isZero();
    assertRefused(
        terminal.type("status", "--context", "prod"),
        "The kubeconfig has no context prod; it has quorate-local.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --watch",
        "status zk -A",
        "status zk --interval 0",
        "status zk --watch -o json",
        "status zk -o xml",
        "doctor",
        "replace zk",
        "bench",
        "bench zk -o xml",
        "frobnicate"
      })
  void wrongUsageEndsWithTwo(String line) {
    var output = terminal.type(line.split(" ", -1));
    assertThat(output.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(output.err()).isNotBlank();
    assertThat(output.out()).isEmpty();
  }

  @Test
  void completionIsGeneratedForTheShell() {
    var out = new StringWriter();
    var writer = new PrintWriter(out);
    var line =
        QuorateCommand.of(
            "quorate",
            new Surroundings(
                writer, writer, Clock.fixed(Sketch.NOW, ZoneOffset.UTC), false, NOBODY));
    assertThat(line.execute("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F _complete_quorate", "doctor", "bundle");
  }

  private static void assertRefused(Output output, String why) {
    assertThat(output.err()).contains(why);
    assertThat(output.exitCode()).isEqualTo(ExitCode.REFUSED);
  }
}
