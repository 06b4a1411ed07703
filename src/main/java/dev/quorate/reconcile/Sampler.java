package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.diagnosis.Diagnosis;
import dev.quorate.diagnosis.ProbeCourse;
import dev.quorate.diagnosis.Setup;
import dev.quorate.diagnosis.Told;
import dev.quorate.diagnosis.Vitals;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.observe.Heard;
import dev.quorate.observe.MemberLogs;
import dev.quorate.observe.ServerProbes;
import dev.quorate.status.Findings;
import dev.quorate.status.LeaderHistory;
import dev.quorate.status.Pass;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the members of every cluster at a steady pace, beside the loop, and keeps what is wrong with
 * each. What Kubernetes has of a cluster is taken from its last pass, so this sends no request to
 * the API server but for the logs of members with a problem, and a replica that makes no passes
 * asks nobody.
 *
 * <p>Many clusters share a number of looks a second, and are looked at less often then.
 */
public final class Sampler implements AutoCloseable {
  static final Duration SHARE = Duration.ofMillis(30);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Sampler.class);

  private final Questions questions;
  private final Function<Pass, Setup> setups;
  private final Executor threads;
  private final Rhythm rhythm;
  private final Map<ResourceID, Patient> patients = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sampler").daemon().factory());
  private volatile Consumer<ResourceID> changed = _ -> {};

  /**
   * How often it asks, by which clocks.
   *
   * @param interval between two looks at one cluster, unless there are too many of them
   * @param time of day, for what is told
   * @param nanos monotonic, for intervals
   */
  public record Rhythm(Duration interval, InstantSource time, LongSupplier nanos) {}

  /**
   * Who is asked.
   *
   * @param probes the servers
   * @param logs their logs
   * @param probe the performance probe: how its latest rounds went, by the names of the pods
   */
  public record Questions(
      ServerProbes probes, MemberLogs logs, Function<Names, Map<String, ProbeCourse>> probe) {}

  /** One cluster; only the task that looks at it changes its diagnosis. */
  private static final class Patient {
    private volatile Setup setup;
    private volatile ObservedState seen;
    private volatile Set<Long> planned = Set.of();
    private volatile Diagnosis diagnosis = Diagnosis.nothing();
    private volatile Findings findings = Findings.NONE;
    private volatile LogWatch logs = LogWatch.NOTHING;
    private long due;
    private volatile boolean busy;
  }

  /**
   * @param setups what a pass says was asked for
   * @param threads that wait for answers
   */
  public Sampler(
      Questions questions, Function<Pass, Setup> setups, Executor threads, Rhythm rhythm) {
    this.questions = questions;
    this.setups = setups;
    this.threads = threads;
    this.rhythm = rhythm;
  }

  /** Whom it tells of a cluster whose findings are others than before. */
  void listen(Consumer<ResourceID> listener) {
    changed = listener;
  }

  /** Begins. */
  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * A cluster exists, and this is what Kubernetes has of it.
   *
   * @param told the status that the pass ended with
   */
  void passed(ResourceID id, Pass pass, ZookeeperClusterStatus told) {
    var patient = patients.computeIfAbsent(id, _ -> admitted());
    patient.setup = setups.apply(pass);
    patient.seen = pass.state();
    patient.planned = LeaderHistory.plannedEpochs(told);
  }

  private Patient admitted() {
    var patient = new Patient();
    patient.due = rhythm.nanos().getAsLong();
    return patient;
  }

  /** What is wrong with a cluster, as far as is known. */
  Findings of(ResourceID id) {
    var patient = patients.get(id);
    return patient == null ? Findings.NONE : patient.findings;
  }

  /** A cluster is gone. */
  void forget(ResourceID id) {
    patients.remove(id);
  }

  /** Looks at everybody whose turn it is. */
  void tick() {
    long now = rhythm.nanos().getAsLong();
    long interval = interval().toNanos();
    patients.forEach((id, patient) -> {
      if (now - patient.due >= 0 && !patient.busy) {
        patient.due = now + interval;
        patient.busy = true;
        threads.execute(() -> look(id, patient));
      }
    });
  }

  private Duration interval() {
    var share = SHARE.multipliedBy(patients.size());
    return share.compareTo(rhythm.interval()) > 0 ? share : rhythm.interval();
  }

  private void look(ResourceID id, Patient patient) {
    try {
      var before = patient.findings;
      patient.diagnosis = patient.diagnosis.next(vitals(patient));
      patient.logs =
          patient.logs.next(
              patient.diagnosis, patient.setup.names(), questions.logs(), rhythm.time().instant());
      patient.findings = Findings.of(patient.diagnosis);
      if (!patient.findings.equals(before) && patients.get(id) == patient) {
        changed.accept(id);
      }
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("namespace", id.getNamespace().orElse(""))
          .addKeyValue("cluster", id.getName())
          .addKeyValue("reason", "DiagnosisFailed")
          .setCause(e)
          .log("the cluster could not be examined; it is tried again");
    } finally {
      patient.busy = false;
    }
  }

  private Vitals vitals(Patient patient) {
    var setup = patient.setup;
    var seen = patient.seen;
    Map<MemberId, Heard> heard = questions.probes().hear(pods(seen));
    Map<MemberId, Told> told = new TreeMap<>();
    heard.forEach((id, said) -> said.reports().ifPresent(r -> told.put(id, Told.of(r))));
    return Vitals.of(
            setup, seen.answered(setup.names(), rhythm.time().instant(), facts(heard)), told)
        .planned(patient.planned)
        .logged(patient.logs.signs())
        .probed(questions.probe().apply(setup.names()));
  }

  private static SortedMap<MemberId, PodFacts> pods(ObservedState seen) {
    SortedMap<MemberId, PodFacts> pods = new TreeMap<>();
    seen.members().forEach((id, member) -> member.pod().ifPresent(pod -> pods.put(id, pod)));
    return pods;
  }

  private static Map<MemberId, Probed<ServerFacts>> facts(Map<MemberId, Heard> heard) {
    Map<MemberId, Probed<ServerFacts>> facts = new TreeMap<>();
    heard.forEach((id, said) -> facts.put(id, said.facts()));
    return facts;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
