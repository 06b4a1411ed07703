package dev.quorate.testing;

import dev.quorate.model.Approval;
import dev.quorate.model.ClientService;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Jvm;
import dev.quorate.model.Logging;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.model.MaintenanceWindows;
import dev.quorate.model.Names;
import dev.quorate.model.PodSettings;
import dev.quorate.model.Storage;
import dev.quorate.model.ZooKeeperVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Validated ensembles for tests: {@code Ensembles.of(3)} is the smallest useful one, everything
 * else is said on top of it, for example {@code Ensembles.of(5).version("3.8.6").build()}.
 */
public final class Ensembles {
  public static final String UID = "6f0c1d3e-0000-4000-8000-000000000001";

  private String name = "zk";
  private String namespace = "ns";
  private String uid = UID;
  private ZooKeeperVersion version = new ZooKeeperVersion(3, 9, 5);
  private Optional<String> image = Optional.empty();
  private final int voters;
  private final SortedMap<String, String> config = new TreeMap<>();
  private Jvm jvm = new Jvm(512, List.of());
  private Logging logging =
      new Logging(Logging.Level.INFO, Logging.Format.TEXT, new TreeMap<String, Logging.Level>());
  private Storage storage = persistent("10Gi");
  private ClientService clientService =
      new ClientService("ClusterIP", new TreeMap<>(), new TreeMap<>());
  private PodSettings pod = PodSettingsBuilder.plain().build();
  private int observers;
  private Ensemble.Rollout rollout = new Ensemble.Rollout(false, 0, 900, MaintenanceWindows.ALWAYS);
  private final SortedMap<String, Double> thresholds = new TreeMap<>();
  private Optional<Duration> probeInterval = Optional.empty();
  private boolean paused;
  private Optional<String> restartAt = Optional.empty();
  private Approval approval = Approval.NOT_ASKED;

  private Ensembles(int voters) {
    this.voters = voters;
  }

  /** An ensemble {@code ns/zk} with that many voters and every default. */
  public static Ensembles of(int voters) {
    return new Ensembles(voters);
  }

  /** Three voters, every default. */
  public static Ensemble three() {
    return of(3).build();
  }

  public Ensembles named(String newName) {
    name = newName;
    return this;
  }

  public Ensembles in(String newNamespace) {
    namespace = newNamespace;
    return this;
  }

  public Ensembles uid(String newUid) {
    uid = newUid;
    return this;
  }

  /** Probed that often. */
  public Ensembles probed(Duration interval) {
    probeInterval = Optional.of(interval);
    return this;
  }

  public Ensembles version(String release) {
    version = ZooKeeperVersion.parse(release).orElseThrow();
    return this;
  }

  public Ensembles image(String reference) {
    image = Optional.of(reference);
    return this;
  }

  public Ensembles config(String key, String value) {
    config.put(key, value);
    return this;
  }

  public Ensembles jvm(int heapMebibytes, String... options) {
    jvm = new Jvm(heapMebibytes, List.of(options));
    return this;
  }

  public Ensembles logging(Logging newLogging) {
    logging = newLogging;
    return this;
  }

  public Ensembles storage(Storage newStorage) {
    storage = newStorage;
    return this;
  }

  public Ensembles ephemeral() {
    return storage(new Storage.Ephemeral());
  }

  public Ensembles clientService(ClientService service) {
    clientService = service;
    return this;
  }

  public Ensembles pod(UnaryOperator<PodSettingsBuilder> settings) {
    pod = settings.apply(PodSettingsBuilder.of(pod)).build();
    return this;
  }

  public Ensembles observers(int replicas) {
    observers = replicas;
    return this;
  }

  public Ensembles paused() {
    paused = true;
    return this;
  }

  /** Changes wait for a window. */
  public Ensembles windows(MaintenanceWindow... windows) {
    rollout = new Ensemble.Rollout(false, 0, 900, new MaintenanceWindows(List.of(windows)));
    return this;
  }

  public Ensembles rolloutPaused() {
    rollout = new Ensemble.Rollout(true, 0, 900, MaintenanceWindows.ALWAYS);
    return this;
  }

  public Ensembles canary(int soakSeconds) {
    rollout = new Ensemble.Rollout(false, soakSeconds, 900, MaintenanceWindows.ALWAYS);
    return this;
  }

  public Ensembles restartAt(String time) {
    restartAt = Optional.of(time);
    return this;
  }

  /** Nothing begins before its plan is approved. */
  public Ensembles approval(String... given) {
    approval = new Approval(true, Stream.of(given).findFirst());
    return this;
  }

  public Ensemble build() {
    return new Ensemble(
        new Names(namespace, name, "cluster.local"),
        new Ensemble.Owner("zookeeper.quorate.dev/v1alpha1", "ZookeeperCluster", name, uid, 1),
        version,
        image.orElse("docker.io/library/zookeeper:" + version),
        voters,
        new Ensemble.Observers(observers, Optional.empty(), Optional.empty()),
        config,
        jvm,
        logging,
        storage,
        clientService,
        pod,
        rollout,
        thresholds,
        probeInterval,
        paused,
        restartAt,
        approval);
  }

  /** One volume of the default class per member, kept in every case. */
  public static Storage.Persistent persistent(String size) {
    return persistent(new Storage.Volume(size, Optional.empty()));
  }

  /** The same of another class. */
  public static Storage.Persistent persistent(String size, String storageClass) {
    return persistent(new Storage.Volume(size, Optional.of(storageClass)));
  }

  private static Storage.Persistent persistent(Storage.Volume data) {
    return new Storage.Persistent(
        data,
        Optional.empty(),
        new Storage.Retention(Storage.Policy.RETAIN, Storage.Policy.RETAIN));
  }
}
