package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Events;
import dev.quorate.local.controllers.MergePatch;
import dev.quorate.local.controllers.ObjectKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs every pod that is bound to the node, one worker each. Also the place from where tests break
 * things: signals, empty disks, a dead node.
 */
public final class Kubelet implements AutoCloseable {
  private final KubeletServices services;
  private final Events events;
  private final Addresses addresses;
  private final LocalNode node;
  private final HostsFile hosts;
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** What the kubelet works with. */
  public record Parts(ClaimDirectories claims, Images images, Warden warden) {}

  /** Registers the node and starts. */
  public Kubelet(
      KubernetesClient client, ClusterInformers cluster, Parts parts, KubeletSettings settings) {
    var files = new NodeFiles(settings.work().toAbsolutePath());
    install(files);
    this.events = new Events(client, "kubelet");
    this.services =
        new KubeletServices(
            settings,
            client,
            cluster,
            parts.claims(),
            parts.images(),
            files,
            new KubeletServices.RunTime(parts.warden(), events, InstantSource.system()));
    this.addresses = new Addresses(client.getMasterUrl().getPort());
    this.hosts = new HostsFile(files.hosts(), cluster);
    this.node = new LocalNode(client);
    node.register(services.runTime().clock().instant());
    cluster.onChange(Pod.class, this::podChanged);
    cluster.onChange(ConfigMap.class, this::configChanged);
    cluster.onChange(Secret.class, this::configChanged);
  }

  private static void install(NodeFiles files) {
    try {
      files.install();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of pods and services, for JVMs outside of pods, and for taking names away. */
  public HostsFile names() {
    return hosts;
  }

  /** What a JVM outside of pods needs to resolve the names of pods and services. */
  public NodeFiles files() {
    return services.files();
  }

  private void podChanged(Pod changed) {
    var uid = changed.getMetadata().getUid();
    var current = services.cluster().get(Pod.class, ObjectKey.of(changed));
    boolean exists = current != null && current.getMetadata().getUid().equals(uid);
    if (!exists) {
      forget(uid);
    } else if (LocalNode.NAME.equals(current.getSpec().getNodeName()) && !closed) {
      workers.computeIfAbsent(uid, u -> worker(current)).observe(current);
    }
  }

  private void forget(String uid) {
    var worker = workers.get(uid);
    if (worker != null) {
      worker.forget();
      removeIfEnded(uid);
    }
  }

  private PodWorker worker(Pod pod) {
    var ip = addresses.take();
    try {
      var sandbox = PodSandbox.create(services, pod, ip);
      return new PodWorker(
          services,
          sandbox,
          () -> {
            addresses.giveBack(ip);
            podChanged(pod);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeIfEnded(String uid) {
    workers.computeIfPresent(uid, (u, worker) -> worker.hasEnded() ? null : worker);
  }

  private void configChanged(HasMetadata object) {
    var namespace = object.getMetadata().getNamespace();
    workers.values().stream()
        .filter(w -> w.pod().getMetadata().getNamespace().equals(namespace))
        .forEach(PodWorker::volumesChanged);
  }

  /** The log of the running or, if {@code previous}, of the last but one run of a container. */
  public Optional<Path> log(String namespace, String pod, String container, boolean previous) {
    return find(namespace, pod)
        .flatMap(worker ->
            worker
                .containers()
                .filter(c -> container == null || c.name().equals(container))
                .reduce((a, b) -> b)
                .flatMap(c -> c.log(previous)))
        .filter(Files::exists);
  }

  /** The logs of all runs of all pods of a name, also of those that are gone; the oldest first. */
  public List<Path> logs(String namespace, String pod) {
    try {
      return services.files().logs(namespace, pod);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<PodWorker> find(String namespace, String pod) {
    return workers.values().stream()
        .filter(w -> w.pod().getMetadata().getNamespace().equals(namespace))
        .filter(w -> w.pod().getMetadata().getName().equals(pod))
        .filter(w -> !w.hasEnded())
        .findFirst();
  }

  private PodWorker require(String namespace, String pod) {
    return find(namespace, pod)
        .orElseThrow(() -> new NoSuchElementException("no pod %s/%s".formatted(namespace, pod)));
  }

  /** Sends a signal such as {@code KILL}, {@code STOP} or {@code CONT} to all of a pod. */
  public void signal(String namespace, String pod, String signal) {
    require(namespace, pod).containers().forEach(c -> c.signal(signal));
  }

  /** The process of the pod's first running container. */
  public OptionalLong pid(String namespace, String pod) {
    return find(namespace, pod).stream()
        .flatMap(PodWorker::containers)
        .map(PodContainer::pid)
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /** The ids of all processes that containers run in, for checking that none is left behind. */
  public List<Long> pids() {
    return workers.values().stream()
        .flatMap(PodWorker::containers)
        .map(PodContainer::pid)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .toList();
  }

  /** Kills a pod's containers, empties its claims while nothing runs, and lets it restart. */
  public void wipe(String namespace, String pod) {
    var worker = require(namespace, pod);
    worker.powerOff();
    try {
      for (var volume : worker.sandbox().volumes().persistent(worker.pod())) {
        services.claims().clear(volume);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      worker.powerOn();
    }
  }

  /** Empties the disk of a claim that no running container uses. */
  public void wipeClaim(String namespace, String name) {
    var claim = services.cluster().get(PersistentVolumeClaim.class, new ObjectKey(namespace, name));
    try {
      services.claims().clear(claim.getSpec().getVolumeName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the files of a bound claim are. */
  public Path disk(String namespace, String claim) {
    var bound =
        services.cluster().get(PersistentVolumeClaim.class, new ObjectKey(namespace, claim));
    return services.claims().of(bound.getSpec().getVolumeName());
  }

  /** The node loses power: all processes die at once, its pods are no longer ready. */
  public void failNode() {
    workers.values().stream().parallel().forEach(PodWorker::powerOff);
    node.report(false, services.runTime().clock().instant());
    workers.values().forEach(worker -> reportLost(worker.pod()));
  }

  /** What the node lifecycle controller writes about the pods of a node that is silent. */
  private void reportLost(Pod pod) {
    var time = ContainerState.time(services.runTime().clock().instant());
    var conditions =
        pod.getStatus().getConditions().stream()
            .map(c ->
                c.getType().equals("Ready")
                    ? new PodConditionBuilder(c)
                        .withStatus("False")
                        .withReason("NodeStatusUnknown")
                        .withLastTransitionTime(time)
                        .build()
                    : c)
            .toList();
    new MergePatch(services.client()).applyStatus(pod, Map.of("conditions", conditions));
  }

  /** Power is back: every container that died is restarted in its pod. */
  public void restoreNode() {
    node.report(true, services.runTime().clock().instant());
    workers.values().forEach(PodWorker::powerOn);
  }

  /** Starts and reports nothing more; the warden kills what runs. */
  @Override
  public void close() {
    closed = true;
    workers.values().forEach(PodWorker::shutDown);
    hosts.close();
    events.close();
  }
}
