package dev.quorate;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.diagnosis.Setup;
import dev.quorate.execute.EventPublisher;
import dev.quorate.execute.Executor;
import dev.quorate.execute.ResourceApplier;
import dev.quorate.execute.WriterFactory;
import dev.quorate.metrics.ClusterMeters;
import dev.quorate.model.Labels;
import dev.quorate.model.Names;
import dev.quorate.observe.FourLetterProbes;
import dev.quorate.observe.KubernetesLogs;
import dev.quorate.observe.MemberLogs;
import dev.quorate.observe.Observer;
import dev.quorate.observe.ServerProbes;
import dev.quorate.plan.Pace;
import dev.quorate.plan.Planner;
import dev.quorate.reconcile.ClusterReconciler;
import dev.quorate.reconcile.LoopParts;
import dev.quorate.reconcile.PerformanceProbe;
import dev.quorate.reconcile.Sampler;
import dev.quorate.status.Pass;
import dev.quorate.status.StatusComputer;
import dev.quorate.validation.EnsembleValidator;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Tables;
import dev.quorate.zookeeper.ClientProbeSession;
import dev.quorate.zookeeper.CuratorZooKeeperAdmin;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.MemberProbe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Puts the loop together from its parts. */
final class ClusterLoop {
  private static final Duration WHILE_BUSY = Duration.ofSeconds(1);
  private static final int PASSWORD_BYTES = 24;

  /** A member that leaves may be the leader: an election lies between request and answer then. */
  private static final CuratorZooKeeperAdmin.Timeouts ADMIN_TIMEOUTS =
      new CuratorZooKeeperAdmin.Timeouts(
          Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));

  private ClusterLoop() {}

  static OperatorProcess.Loop assemble(OperatorProcess.Surroundings given) {
    return assemble(given, UnaryOperator.identity());
  }

  /**
   * @param around what is put around the probes
   */
  static OperatorProcess.Loop assemble(
      OperatorProcess.Surroundings given, UnaryOperator<ServerProbes> around) {
    var config = given.config();
    var client = given.client();
    var meters = given.meters();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory());
    var probes =
        around.apply(
            new FourLetterProbes(
                new MemberProbe(new FourLetterWords(config.probeTimeout())),
                threads,
                config.probeTimeout()));
    var performance = performanceProbe(given, threads);
    var scripts = Scripts.shipped();
    var applier = new ResourceApplier(Labels.MANAGER);
    var tables = ShippedTables.read();
    var parts =
        new LoopParts(
            new Observer(probes, threads, Clock.systemUTC()),
            new EnsembleValidator(tables),
            new Planner(
                (ensemble, topology) -> DesiredResources.of(ensemble, topology, scripts),
                new Pace(config.loop().resync(), WHILE_BUSY)),
            new WriterFactory(
                applier, passwords(), new CuratorZooKeeperAdmin(ADMIN_TIMEOUTS), Clock.systemUTC()),
            new Executor(),
            new StatusComputer(),
            new EventPublisher(client, Clock.systemUTC(), given.audience()),
            (namespace, name, pass, news) -> {
              measure(namespace, name, pass, meters);
              performance.passed(pass);
              meters.diagnosed(namespace, name, news.problems());
              news.elections().forEach(e -> meters.elected(namespace, name, e.planned()));
            },
            sampler(
                new Sampler.Questions(probes, logs(config, client), performance::courses),
                threads,
                tables,
                config));
    var settings =
        new ClusterReconciler.Settings(
            defaults(config), config.loop().resync(), config.loop().concurrentChanges());
    var rehearsal = new Rehearsal(parts, defaults(config), client.getKubernetesSerialization());
    var reconciler = new ClusterReconciler(parts, settings);
    BiConsumer<String, String> gone = applier::forget;
    return new OperatorProcess.Loop(
        reconciler,
        gone.andThen(reconciler::forget).andThen(performance::forget),
        rehearsal::play,
        reconciler::turnsTaken,
        performance::close);
  }

  private static PerformanceProbe performanceProbe(
      OperatorProcess.Surroundings given, ExecutorService threads) {
    return new PerformanceProbe(
        new PerformanceProbe.Surroundings(
            ClientProbeSession::open,
            names -> superuser(given.client(), names),
            given.leadership()::isHeld,
            threads),
        given.meters().probe(),
        System::nanoTime);
  }

  private static Optional<Login> superuser(KubernetesClient client, Names names) {
    return Optional.ofNullable(
            client.secrets().inNamespace(names.namespace()).withName(names.superuser()).get())
        .map(Secret::getData)
        .flatMap(Login.Superuser::of);
  }

  private static MemberLogs logs(OperatorConfig config, KubernetesClient client) {
    return config.examination().logs() ? new KubernetesLogs(client) : MemberLogs.none();
  }

  private static Sampler sampler(
      Sampler.Questions questions, ExecutorService threads, Tables tables, OperatorConfig config) {
    var defects = tables.versions().defects();
    var usual = config.examination().thresholds();
    return new Sampler(
        questions,
        pass ->
            switch (pass) {
              case Pass.Refused refused -> new Setup(refused.names(), Map.of(), usual, defects);
              case Pass.Planned planned -> Setup.of(planned.verdict().ensemble(), usual, defects);
            },
        threads,
        new Sampler.Rhythm(config.examination().interval(), Clock.systemUTC(), System::nanoTime));
  }

  private static void measure(String namespace, String name, Pass pass, ClusterMeters meters) {
    switch (pass) {
      case Pass.Refused refused -> meters.refused(namespace, name, refused.state());
      case Pass.Planned planned -> {
        meters.record(namespace, name, planned.state(), planned.plan());
        meters.executed(namespace, name, planned.outcomes());
      }
    }
  }

  private static OperatorDefaults defaults(OperatorConfig config) {
    var shipped = OperatorDefaults.shipped();
    return new OperatorDefaults(
        config.images().repository(),
        config.images().byVersion(),
        config.clusterDomain(),
        shipped.memory(),
        shipped.cpu());
  }

  private static Supplier<String> passwords() {
    var random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    };
  }
}
