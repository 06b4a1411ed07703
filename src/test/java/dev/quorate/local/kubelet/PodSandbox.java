package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.Directories;
import dev.quorate.local.kubelet.Images.Image;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The address, folders and volumes of one pod, and how its containers start in them. */
record PodSandbox(KubeletServices services, Pod pod, String ip, PodVolumes volumes) {

  static PodSandbox create(KubeletServices services, Pod pod, String ip) throws IOException {
    var directory = services.files().pod(pod.getMetadata().getUid());
    Files.createDirectories(directory);
    return new PodSandbox(
        services, pod, ip, new PodVolumes(directory, services.cluster(), services.claims()));
  }

  private Path directory() {
    return services.files().pod(pod.getMetadata().getUid());
  }

  Path logs(Container container) {
    var meta = pod.getMetadata();
    return services
        .files()
        .logs(meta.getNamespace(), meta.getName(), meta.getUid(), container.getName());
  }

  /** How the container's own command starts, with all that its spec and its image say. */
  Start start(Container container, Image image) throws IOException {
    var mounts = volumes.mounts(container);
    var own = ContainerEnvironment.of(pod, container, ip, new ConfigSource(services.cluster()));
    Map<String, String> environment = new HashMap<>();
    environment.putAll(services.files().environment(image.path(), hostname(), directory()));
    environment.putAll(image.environment());
    own.variables().forEach((name, value) -> put(environment, name, mounts.translate(value)));
    var command =
        command(container, image).stream().map(own::expand).map(mounts::translate).toList();
    var folder =
        container.getWorkingDir() == null
            ? directory()
            : Path.of(mounts.translate(container.getWorkingDir()));
    return new Start(new Launch(services.warden(), command, environment, folder), mounts);
  }

  /** What a container starts, and what its probes start beside it. */
  record Start(Launch launch, MountTable mounts) {
    ProbeCheck check(Probe probe, Container container, String ip) {
      return new ProbeCheck(probe, container, ip, mounts, launch);
    }
  }

  private static void put(Map<String, String> environment, String name, String value) {
    boolean adds = name.equals("JDK_JAVA_OPTIONS");
    environment.merge(name, value, (before, own) -> adds ? before + " " + own : own);
  }

  private static List<String> command(Container container, Image image) {
    List<String> command =
        new ArrayList<>(
            container.getCommand().isEmpty() ? image.command() : container.getCommand());
    command.addAll(container.getArgs());
    return command;
  }

  private String hostname() {
    var hostname = pod.getSpec().getHostname();
    return hostname == null ? pod.getMetadata().getName() : hostname;
  }

  /** Removes everything that does not outlive the pod. */
  void remove() throws IOException {
    Directories.delete(directory());
  }
}
