package dev.quorate;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.observe.ServerProbes;
import io.fabric8.kubernetes.client.Config;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The operator's own loop in this JVM, which on demand goes through the same pass many times in a
 * row and keeps the time of each, and the part of it in which servers were asked.
 */
public final class RepeatedPasses implements AutoCloseable {
  private final BlockingQueue<Integer> wanted = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<Pass>> finished = new LinkedBlockingQueue<>();
  private final OperatorProcess process;
  private volatile long probing;

  /** How long one pass took, and how much of that it waited for servers. */
  public record Pass(Duration whole, Duration probes) {
    public Duration withoutProbes() {
      return whole.minus(probes);
    }
  }

  private RepeatedPasses(OperatorConfig config, Config kubernetes) throws IOException {
    process =
        OperatorProcess.create(
            config,
            kubernetes,
            around -> {
              var loop = ClusterLoop.assemble(around, this::timed);
              return new OperatorProcess.Loop(new Timed(loop.reconciler()), loop.gone());
            },
            exit -> {
              throw new IllegalStateException(exit.message());
            });
  }

  /** Starts the operator, alone and without a lease. */
  public static RepeatedPasses start(Config kubernetes) throws IOException {
    var environment =
        Map.of(
            "QUORATE_LEADER_ELECTION", "false",
            "QUORATE_HTTP_HOST", "127.0.0.1",
            "QUORATE_HTTP_PORT", "0",
            "QUORATE_LOG_LEVEL", "warn",
            "QUORATE_RESYNC", "1s");
    var parsed = (OperatorConfig.Parsed.Valid) OperatorConfig.parse(environment);
    LogSetup.apply(parsed.config().log());
    var passes = new RepeatedPasses(parsed.config(), kubernetes);
    passes.process.start();
    return passes;
  }

  /** Goes through the next pass that often. */
  public List<Pass> repeat(int times) throws InterruptedException {
    wanted.add(times);
    return finished.take();
  }

  private ServerProbes timed(ServerProbes probes) {
    return new ServerProbes() {
      @Override
      public Map<MemberId, Probed<ServerFacts>> ask(SortedMap<MemberId, PodFacts> pods) {
        return timed(() -> probes.ask(pods));
      }

      @Override
      public Map<MemberId, Probed<ServerFacts>> glance(
          SortedMap<MemberId, PodFacts> pods, ObservedState before) {
        return timed(() -> probes.glance(pods, before));
      }
    };
  }

  private <T> T timed(Supplier<T> question) {
    long before = System.nanoTime();
    try {
      return question.get();
    } finally {
      probing = System.nanoTime() - before;
    }
  }

  @Override
  public void close() {
    process.close();
  }

  @ControllerConfiguration(name = "zookeepercluster", fieldManager = "quorate")
  private final class Timed implements Reconciler<ZookeeperCluster> {
    private final Reconciler<ZookeeperCluster> reconciler;

    Timed(Reconciler<ZookeeperCluster> reconciler) {
      this.reconciler = reconciler;
    }

    @Override
    public UpdateControl<ZookeeperCluster> reconcile(
        ZookeeperCluster cluster, Context<ZookeeperCluster> context) throws Exception {
      Integer times = wanted.poll();
      if (times != null) {
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
          long before = System.nanoTime();
          reconciler.reconcile(cluster, context);
          passes.add(
              new Pass(Duration.ofNanos(System.nanoTime() - before), Duration.ofNanos(probing)));
        }
        finished.add(passes);
      }
      return reconciler.reconcile(cluster, context);
    }

    @Override
    public List<EventSource<?, ZookeeperCluster>> prepareEventSources(
        EventSourceContext<ZookeeperCluster> context) {
      return reconciler.prepareEventSources(context);
    }
  }
}
