package dev.quorate.bench;

import dev.quorate.bench.InstalledNode.News;
import dev.quorate.testing.Kubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From {@code kubectl apply} to the StatefulSet and to three members that are Ready, with the
 * operator that is installed in the cluster of the present {@code KUBECONFIG}.
 */
final class NodeBench implements Benchmark {
  private static final int RUNS = 10;
  private static final Budget STATEFUL_SET = Budget.median(150, "ms");
  private static final Budget READY = Budget.max(12_000, "ms");

  /** What passed since kubectl was started, but for the last. */
  private record Run(
      Duration resource, Duration statefulSet, Duration ready, Duration resourceToStatefulSet) {}

  @Override
  public void measure(Table table) {
    var kubeconfig = Optional.ofNullable(System.getenv("KUBECONFIG"));
    if (kubeconfig.isEmpty()) {
      table.note("Not measured: KUBECONFIG names no cluster with the operator.");
      return;
    }
    List<Run> runs = new ArrayList<>();
    try (var node = InstalledNode.connect(new Kubectl(Path.of(kubeconfig.get())))) {
      run(node, "warm-up");
      for (int i = 0; i < RUNS; i++) {
        runs.add(run(node, "zk" + i));
      }
    }
    table.add(
        "resource exists → StatefulSet exists",
        STATEFUL_SET,
        millis(runs, Run::resourceToStatefulSet));
    table.add("kubectl starts → resource exists", millis(runs, Run::resource));
    table.add("kubectl starts → StatefulSet exists", millis(runs, Run::statefulSet));
    table.add("kubectl starts → three members Ready", READY, millis(runs, Run::ready));
    table.note(
        "A new ensemble with new volumes each time, after one that is not counted. Images are there;"
            + " times are those at which a watch told of it.");
  }

  private static Samples millis(List<Run> runs, Function<Run, Duration> what) {
    return Samples.millis(runs.stream().map(what).toList());
  }

  private static Run run(InstalledNode node, String name) {
    long start = System.nanoTime();
    node.apply(name);
    long resource = node.time(News.RESOURCE_EXISTS, name).join();
    long statefulSet = node.time(News.STATEFUL_SET_EXISTS, name).join();
    long ready = node.time(News.ALL_READY, name).join();
    node.delete(name);
    return new Run(
        since(start, resource),
        since(start, statefulSet),
        since(start, ready),
        since(resource, statefulSet));
  }

  private static Duration since(long start, long end) {
    return Duration.ofNanos(end - start);
  }
}
