package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.ControllerLoop;
import dev.quorate.local.controllers.ObjectKey;
import dev.quorate.local.controllers.ServiceEndpoints;
import dev.quorate.local.controllers.ServiceEndpoints.Endpoint;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cluster's DNS as a hosts file: for each service the addresses that it hands out, and for each
 * pod with a host name under a headless service its own. There are no virtual addresses; a service
 * name leads straight to pods. An address leads back to the first name in the file that it has, so
 * the names of pods come first.
 */
public final class HostsFile implements AutoCloseable {
  private static final ObjectKey FILE = new ObjectKey("", "hosts");

  private final Path file;
  private final ClusterInformers cluster;
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();
  private final ControllerLoop loop;

  HostsFile(Path file, ClusterInformers cluster) {
    this.file = file;
    this.cluster = cluster;
    this.loop = new ControllerLoop("hosts-file", key -> write());
    loop.enqueue(FILE);
    cluster.onChange(Service.class, service -> loop.enqueue(FILE));
    cluster.onChange(Pod.class, pod -> loop.enqueue(FILE));
  }

  /** Makes a name unknown until {@link #resume}: the full one, or its beginning up to a dot. */
  public void pause(String name) {
    withheld.add(name);
    loop.enqueue(FILE);
  }

  /** Makes a name known again. */
  public void resume(String name) {
    withheld.remove(name);
    loop.enqueue(FILE);
  }

  private void write() throws IOException {
    Set<String> pods = new TreeSet<>();
    Set<String> services = new TreeSet<>();
    cluster.all(Service.class).forEach(service -> add(service, pods, services));
    var text =
        Stream.of(Set.of("127.0.0.1 localhost"), pods, services)
            .flatMap(Set::stream)
            .collect(Collectors.joining("\n", "", "\n"));
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    var next = Files.writeString(file.resolveSibling("hosts.next"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void add(Service service, Set<String> pods, Set<String> services) {
    var meta = service.getMetadata();
    var name = meta.getName() + "." + meta.getNamespace();
    ServiceEndpoints.of(service, cluster.all(Pod.class)).stream()
        .filter(Endpoint::ready)
        .forEach(endpoint -> {
          add(endpoint.address(), name, services);
          if (endpoint.hostname(service) != null) {
            add(endpoint.address(), endpoint.hostname(service) + "." + name, pods);
          }
        });
  }

  private void add(String address, String name, Set<String> lines) {
    var full = name + ".svc.cluster.local";
    if (withheld.stream().noneMatch(w -> full.equals(w) || full.startsWith(w + "."))) {
      lines.add("%s %s %s.svc %s".formatted(address, full, name, name));
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
