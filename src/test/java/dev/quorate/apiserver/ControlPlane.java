package dev.quorate.apiserver;

import static org.awaitility.Awaitility.await;

import dev.quorate.local.controllers.Directories;
import dev.quorate.local.kubelet.Warden;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * etcd, kube-apiserver and kube-controller-manager as processes of their own that end with this
 * JVM: RBAC, the default admission plugins, an audit log, but no scheduler and no node. Each
 * control plane has a loopback address to itself, so that no other process can have its ports.
 */
public final class ControlPlane implements AutoCloseable {
  private static final int ETCD_PORT = 2379;
  private static final int PEER_PORT = 2380;
  private static final int CONTROLLERS_PORT = 10257;
  private static final Path FOLDERS = Path.of("target", "apiserver");
  private static final Duration START = Duration.ofSeconds(60);

  /** What needs a real node or real disks is left to the test. */
  private static final String CONTROLLERS =
      "*,-node-lifecycle-controller,-pod-garbage-collector-controller"
          + ",-persistentvolume-binder-controller,-persistentvolume-attach-detach-controller";

  private final Warden warden = new Warden();
  private final String address = address();
  // Addresses of pods are made from it, so that two clusters can be on one machine.
  private final int apiPort = ThreadLocalRandom.current().nextInt(16_384, 32_768);
  private final List<ProcessHandle> processes = new ArrayList<>();
  private final ControlPlaneFiles files;
  private final Path kubeconfig;
  private final Binaries binaries;
  private KubernetesClient client;

  private ControlPlane(Binaries binaries, Path folder) throws IOException {
    this.binaries = binaries;
    files = ControlPlaneFiles.in(folder);
    kubeconfig = files.kubeconfig(ControlPlaneFiles.ADMIN, ControlPlaneFiles.ADMIN, url());
  }

  /** Starts with a folder of its own, and returns when pods can be created. */
  public static ControlPlane start() {
    var binaries = Binaries.provide();
    try {
      var folder = Files.createTempDirectory(Files.createDirectories(FOLDERS), "control-plane-");
      var controlPlane = new ControlPlane(binaries, folder.toAbsolutePath());
      try {
        controlPlane.run();
      } catch (IOException | RuntimeException e) {
        controlPlane.warden.close();
        throw e;
      }
      return controlPlane;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() throws IOException {
    launch("etcd", etcd(binaries.etcd()));
    var server = launch("kube-apiserver", apiServer(binaries.apiServer()));
    until("certificate", server, () -> Files.exists(files.certificate()));
    client = new KubernetesClientBuilder().withConfig(config()).build();
    until("API server", server, () -> "ok".equals(client.raw("/readyz")));
    var manager = launch("kube-controller-manager", manager(binaries.controllerManager()));
    until("controllers", manager, () -> client.serviceAccounts().withName("default").get() != null);
  }

  private void until(String what, Process process, Callable<Boolean> reached) {
    await(what + ", see " + files.folder())
        .atMost(START)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .failFast("a process ended, see " + files.folder(), () -> !process.isAlive())
        .ignoreException(KubernetesClientException.class)
        .until(reached);
  }

  private static String address() {
    var random = ThreadLocalRandom.current();
    return "127.%d.%d.%d"
        .formatted(random.nextInt(32, 250), random.nextInt(1, 250), random.nextInt(1, 250));
  }

  private List<String> etcd(String program) {
    var clients = "http://%s:%d".formatted(address, ETCD_PORT);
    var peers = "http://%s:%d".formatted(address, PEER_PORT);
    return List.of(
        program,
        "--data-dir=" + files.data(),
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=default=" + peers,
        "--unsafe-no-fsync",
        "--log-level=warn");
  }

  private List<String> apiServer(String program) {
    return List.of(
        program,
        "--etcd-servers=http://%s:%d".formatted(address, ETCD_PORT),
        "--bind-address=" + address,
        "--advertise-address=" + address,
        // The address of a control plane that other machines cannot reach is nobody's endpoint.
        "--endpoint-reconciler-type=none",
        "--secure-port=" + apiPort,
        "--cert-dir=" + files.certificates(),
        "--token-auth-file=" + files.tokens(),
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + files.verificationKey(),
        "--service-account-signing-key-file=" + files.signingKey(),
        // A sidecar injector without a web server of its own; beta in 1.34.
        "--feature-gates=MutatingAdmissionPolicy=true",
        "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
        "--audit-policy-file=" + files.auditPolicy(),
        "--audit-log-path=" + files.auditLog(),
        "--profiling=false");
  }

  private List<String> manager(String program) throws IOException {
    return List.of(
        program,
        "--kubeconfig="
            + files.kubeconfig(ControlPlaneFiles.CONTROLLERS, ControlPlaneFiles.CONTROLLERS, url()),
        "--controllers=" + CONTROLLERS,
        "--service-account-private-key-file=" + files.signingKey(),
        "--root-ca-file=" + files.certificate(),
        "--leader-elect=false",
        "--bind-address=" + address,
        "--secure-port=" + CONTROLLERS_PORT,
        "--cert-dir=" + files.certificates(),
        "--kube-api-qps=500",
        "--kube-api-burst=1000");
  }

  private Process launch(String name, List<String> command) throws IOException {
    var process =
        warden.start(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(files.log(name).toFile()));
    processes.add(process.toHandle());
    return process;
  }

  /** Where the API server listens. */
  public String url() {
    return "https://%s:%d".formatted(address, apiPort);
  }

  /** How a client reaches the server as a user who may do everything. */
  public Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withCaCertFile(files.certificate().toString())
        .withOauthToken(ControlPlaneFiles.ADMIN)
        .withNamespace("default")
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  /** Writes how a service account reaches the server; its token holds for an hour. */
  public Path kubeconfigOf(String namespace, String serviceAccount) {
    var request = new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec();
    var token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(serviceAccount)
            .tokenRequest(request.build())
            .getStatus()
            .getToken();
    try {
      return files.kubeconfig(serviceAccount, token, url());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder for the files of everything that runs on it. */
  public Path folder() {
    return files.folder();
  }

  /** The same for kubectl and other programs. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The helm command that was built with it. */
  public Path helm() {
    return binaries.helm();
  }

  /** A client with all rights for the namespace default; closed with the control plane. */
  public KubernetesClient client() {
    return client;
  }

  /** What runs. */
  List<ProcessHandle> processes() {
    return List.copyOf(processes);
  }

  /** Who asked for what, but for the control plane itself. */
  public AuditLog audit() {
    return new AuditLog(files.auditLog());
  }

  /** Ends the processes at once; their logs stay. */
  @Override
  public void close() {
    client.close();
    warden.close();
    processes.forEach(process -> process.onExit().join());
    try {
      Directories.delete(files.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
