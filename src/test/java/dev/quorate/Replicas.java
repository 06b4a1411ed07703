package dev.quorate;

import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Audit;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An API server with one cluster, and who of several replicas did what to it. */
final class Replicas implements AutoCloseable {
  private static final Pattern BY = Pattern.compile("\"by\":\\s*\"([^\"]+)\"");

  final ApiServer server = ApiServer.start();
  final KubernetesClient client = server.client();

  /** A write of a replica. */
  record Write(Instant time, String replica) {}

  Replicas() {
    client.load(open("crds/zookeeperclusters.zookeeper.quorate.dev.yaml")).serverSideApply();
    RecordingLoop.prepare(client);
    client.load(open("deploy/examples/quickstart/cluster.yaml")).inNamespace("default").create();
  }

  private static InputStream open(String file) {
    try {
      return Files.newInputStream(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment of a replica. */
  Map<String, String> environment(String name) {
    return Map.of(
        "POD_NAME", name,
        "QUORATE_LEASE_NAMESPACE", "default",
        "QUORATE_HTTP_HOST", "127.0.0.1",
        "QUORATE_HTTP_PORT", "0");
  }

  Optional<Lease> lease() {
    return Optional.ofNullable(client.leases().inNamespace("default").withName("quorate").get());
  }

  Optional<String> holder() {
    return lease().map(l -> l.getSpec().getHolderIdentity());
  }

  /** Successful writes to the cluster's objects, in the order of the answers. */
  List<Write> writes() {
    return server
        .audit()
        .entries(e -> e.wrote() && e.request().name().equals(RecordingLoop.RECORD))
        .stream()
        .flatMap(Replicas::write)
        .toList();
  }

  private static Stream<Write> write(Audit.Entry entry) {
    Matcher by = BY.matcher(entry.request().http().body());
    return by.find() ? Stream.of(new Write(entry.time(), by.group(1))) : Stream.empty();
  }

  List<Write> writesBy(String replica) {
    return writes().stream().filter(w -> w.replica().equals(replica)).toList();
  }

  /** The replicas that wrote, in order, each run of writes once. */
  List<String> reigns() {
    var reigns = new ArrayList<String>();
    for (Write write : writes()) {
      if (reigns.isEmpty() || !reigns.getLast().equals(write.replica())) {
        reigns.add(write.replica());
      }
    }
    return reigns;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
