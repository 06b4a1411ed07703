package dev.quorate.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The program of {@code ./mvnw -Plocal}: a cluster, the operator, and the example of a
 * ZookeeperCluster; serves until it is interrupted.
 */
public final class LocalClusterMain {
  private static final Path EXAMPLE = Path.of("deploy", "examples", "quickstart", "cluster.yaml");
  private static final String WORK = "target/local";
  private static final String NAME = "zk";

  private LocalClusterMain() {}

  /** The one argument, if there is one, is the folder to work in. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out = System.out;
    out.println("Starting a Kubernetes API with one node, and the operator beside it.");
    var work = Path.of(args.length == 0 ? WORK : args[0]);
    var cluster = LocalCluster.start(LocalClusterOptions.in(work));
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
    endWithParent();
    var operator = cluster.startOperator();
    out.printf("  the API is at %s%n", cluster.api().url());
    out.printf("  the operator writes its log to %s%n", relative(operator.log()));
    var progress = Progress.of(cluster.client(), NAME, out);
    cluster.apply(EXAMPLE);
    out.printf("  applied %s%n", EXAMPLE);
    progress.awaitReady();
    out.printf(
        """

        In another terminal:

          export KUBECONFIG=%s
          kubectl get zk,pods
          kubectl describe zk %s
          kubectl delete pod %s-0

        Ctrl-C ends everything.

        """,
        relative(cluster.kubeconfig()), NAME, NAME);
    new CountDownLatch(1).await();
  }

  /** Maven may be killed without a chance to end what it started. */
  private static void endWithParent() {
    if (Boolean.getBoolean("quorate.local.endWithParent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> System.exit(1));
          });
    }
  }

  private static Path relative(Path file) {
    var here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
