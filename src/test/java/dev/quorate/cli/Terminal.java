package dev.quorate.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a person types commands. */
public final class Terminal {
  private final Path kubeconfig;
  private final Clock clock;
  private final MemberRoutes routes;

  private Terminal(Path kubeconfig, Clock clock, MemberRoutes routes) {
    this.kubeconfig = kubeconfig;
    this.clock = clock;
    this.routes = routes;
  }

  /** What was printed, and how the command ended. */
  public record Output(int exitCode, String out, String err) {}

  /**
   * One that reaches members at the addresses of their pods, because the in-process API forwards no
   * ports.
   */
  public static Terminal at(Path kubeconfig) {
    return new Terminal(kubeconfig, Clock.systemUTC(), Terminal::direct);
  }

  /** One that reaches members as a person does, through the Kubernetes API. */
  public static Terminal outside(Path kubeconfig) {
    return new Terminal(kubeconfig, Clock.systemUTC(), new ExecTunnels());
  }

  /** One at a certain time, and with a certain way to members. */
  static Terminal at(Path kubeconfig, Clock clock, MemberRoutes routes) {
    return new Terminal(kubeconfig, clock, routes);
  }

  /** A command line without the name of the program. */
  public Output type(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = execute(new PrintWriter(out), new PrintWriter(err), words);
    return new Output(code, out.toString(), err.toString());
  }

  /** The same with somebody who reads along while it runs. */
  int execute(PrintWriter out, PrintWriter err, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--kubeconfig=" + kubeconfig);
    int code =
        QuorateCommand.of("kubectl zk", new Surroundings(out, err, clock, false, routes))
            .execute(arguments.toArray(String[]::new));
    out.flush();
    err.flush();
    return code;
  }

  private static MemberRoutes.Route direct(
      KubernetesClient client, String namespace, SeenPod pod, int port) {
    return new Direct(pod.ip().orElseThrow(), port);
  }

  private record Direct(String host, int port) implements MemberRoutes.Route {
    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
