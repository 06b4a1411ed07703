package dev.quorate.apiserver;

import dev.quorate.Main;
import dev.quorate.local.controllers.ClaimController;
import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Scheduler;
import dev.quorate.local.controllers.VolumeController;
import dev.quorate.local.kubelet.Kubelet;
import dev.quorate.local.kubelet.KubeletSettings;
import dev.quorate.local.kubelet.Warden;
import dev.quorate.local.kubelet.ZooKeeperImages;
import dev.quorate.testing.Kubectl;
import dev.quorate.testing.OperatorJvm;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real control plane with the one part of a cluster that cannot run here as it is: a node. Pods
 * are ZooKeeper processes of this machine; sets, budgets, endpoints and the collection of garbage
 * are Kubernetes' own. The operator is installed as {@code kubectl apply -k deploy} does, and runs
 * beside the cluster with its service account's token.
 */
final class RealCluster implements AutoCloseable {
  static final String OPERATOR_NAMESPACE = "quorate-system";
  static final String OPERATOR = "quorate";

  private final ControlPlane controlPlane = ControlPlane.start();
  private final Warden warden = new Warden();
  private final KubernetesClient machinery;
  private final ClusterInformers informers;
  private final List<AutoCloseable> node = new ArrayList<>();
  private final List<OperatorJvm> operators = new ArrayList<>();

  private RealCluster() {
    machinery = new KubernetesClientBuilder().withConfig(controlPlane.config()).build();
    informers = new ClusterInformers(machinery);
    var work = controlPlane.folder().resolve("node");
    var volumes = new ClaimDirectories(work.resolve("volumes"));
    var parts = new Kubelet.Parts(volumes, new ZooKeeperImages(), warden);
    node.add(new Kubelet(machinery, informers, parts, KubeletSettings.in(work)));
    node.add(new ClaimController(machinery, informers, volumes));
    node.add(new VolumeController(machinery, informers, volumes));
    node.add(new Scheduler(machinery, informers));
  }

  /** Starts the control plane and the node, and installs the operator; nothing of it runs yet. */
  static RealCluster start() {
    var cluster = new RealCluster();
    try {
      cluster.install();
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void install() {
    kubectl("apply", "--server-side", "-k", "deploy");
    // Its image is not made here; what it holds runs as a process beside the cluster.
    controlPlane
        .client()
        .apps()
        .deployments()
        .inNamespace(OPERATOR_NAMESPACE)
        .withName(OPERATOR)
        .scale(0);
  }

  /** Starts the operator as its service account, with a diagnosis that soon knows all. */
  OperatorJvm startOperator() {
    return startOperator(Duration.ofSeconds(1));
  }

  /**
   * The same with another pace of the diagnosis, which writes what it finds long after its cause.
   */
  OperatorJvm startOperator(Duration diagnosis) {
    var kubeconfig = controlPlane.kubeconfigOf(OPERATOR_NAMESPACE, OPERATOR);
    var environment =
        Map.of(
            "KUBECONFIG",
            kubeconfig.toString(),
            "POD_NAME",
            "quorate-0",
            "QUORATE_LEASE_NAMESPACE",
            OPERATOR_NAMESPACE,
            "QUORATE_DIAGNOSIS_INTERVAL",
            diagnosis.toSeconds() + "s",
            "QUORATE_HTTP_HOST",
            "127.0.0.1",
            "QUORATE_HTTP_PORT",
            "0");
    var log = controlPlane.folder().resolve("operator-%d.log".formatted(operators.size()));
    operators.add(OperatorJvm.start(Main.class, environment, log));
    return operators.getLast();
  }

  /** Somebody with all rights. */
  KubernetesClient client() {
    return controlPlane.client();
  }

  /** What the operator asked for so far, in the order of the answers. */
  List<AuditLog.Request> operatorRequests() {
    return controlPlane
        .audit()
        .requests("system:serviceaccount:%s:%s".formatted(OPERATOR_NAMESPACE, OPERATOR));
  }

  /** Runs kubectl with all rights and returns what it printed. */
  String kubectl(String... arguments) {
    return new Kubectl(controlPlane.kubeconfig()).succeed("", arguments);
  }

  /** The same, and it may fail. */
  Kubectl.Output tryKubectl(String... arguments) {
    return new Kubectl(controlPlane.kubeconfig()).run(arguments);
  }

  /** The same with something on its standard input; it must not fail. */
  String kubectlWith(String input, String... arguments) {
    return new Kubectl(controlPlane.kubeconfig()).succeed(input, arguments);
  }

  /** Edits an object as a user whose editor is sed. */
  void kubectlEdit(String object, String script) {
    var editor = Map.of("KUBE_EDITOR", "sed -i -e '" + script + "'");
    new Kubectl(controlPlane.kubeconfig(), editor).succeed("", "edit", object);
  }

  /** What the operator that was started last printed. */
  String operatorLog() {
    return operators.isEmpty() ? "" : operators.getLast().output();
  }

  @Override
  public void close() {
    operators.forEach(OperatorJvm::close);
    try {
      for (var part : node) {
        part.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      warden.close();
      informers.close();
      machinery.close();
      controlPlane.close();
    }
  }
}
