package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.model.Names;
import dev.quorate.model.ServerLine;
import dev.quorate.zookeeper.CuratorZooKeeperAdmin;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.ZnodeLook;
import dev.quorate.zookeeper.Znodes;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is stored, without reading it. */
@Command(
    name = "tree",
    mixinStandardHelpOptions = true,
    description =
        "Znodes from a path downwards: children and size of each. Reads no data and writes"
            + " nothing.")
final class TreeCommand implements Callable<Integer> {
  private static final CuratorZooKeeperAdmin.Timeouts TIMEOUTS =
      new CuratorZooKeeperAdmin.Timeouts(
          Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5));

  @Parameters(index = "0", paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "Where to begin (${DEFAULT-VALUE}).")
  private String path;

  @Option(
      names = "--depth",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "How far below it (${DEFAULT-VALUE}).")
  private int depth;

  @Option(
      names = "--children",
      paramLabel = "COUNT",
      defaultValue = "20",
      description =
          "How many children of one node are listed (${DEFAULT-VALUE}); of all nodes never more than"
              + " 2000.")
  private int children;

  @Option(
      names = "--member",
      paramLabel = "POD",
      description = "Whom to ask; without it the first one that answers.")
  private Optional<String> member = Optional.empty();

  @Option(
      names = "--superuser",
      description = "See also what access control lists hide; takes the right to read its Secret.")
  private boolean superuser;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  TreeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Znodes.complaint(path)
        .ifPresent(why -> {
          throw new Refused("%s is no path: %s; write for example /app.".formatted(path, why));
        });
    try (var connection = Connection.open(options)) {
      var facts = new ClusterReader(connection, surroundings).withoutMembers(name);
      var login = superuser ? superuser(connection) : new Login.Anonymous();
      var tree = tree(connection, asked(facts), login);
      Lines.print(surroundings.out(), TreeScreen.of(tree, options.ink(surroundings)));
      return tree.look() instanceof ZnodeLook.Gone ? ExitCode.REFUSED : ExitCode.CLEAR;
    }
  }

  private List<SeenPod> asked(ClusterFacts facts) {
    var chosen = member.map(new MemberChoice(facts)::pod);
    return switch (facts.pods()) {
      case Probed.Unknown<Map<String, SeenPod>>(String why) -> throw new Refused(why);
      case Probed.Known<Map<String, SeenPod>>(Map<String, SeenPod> pods) ->
          pods.values().stream()
              .filter(SeenPod::runs)
              .filter(pod -> chosen.isEmpty() || chosen.get().equals(pod.name()))
              .toList();
    };
  }

  private Branch tree(Connection connection, List<SeenPod> pods, Login login) {
    String why = "no pod of it runs";
    for (var pod : pods) {
      var tree = tree(connection, pod, login);
      if (!(tree.look() instanceof ZnodeLook.Failed(String failure))) {
        return tree;
      }
      why = pod.name() + ": " + failure;
    }
    throw new Refused("No member of %s could be asked: %s.".formatted(name, why));
  }

  private Branch tree(Connection connection, SeenPod pod, Login login) {
    try (var route =
            surroundings
                .routes()
                .open(connection.client(), connection.namespace(), pod, ServerLine.CLIENT_PORT);
        var znodes =
            new CuratorZooKeeperAdmin(TIMEOUTS).browse(route.host() + ":" + route.port(), login)) {
      var tree = new TreeReader(znodes::look, Math.max(1, children)).read(path, Math.max(0, depth));
      return tree.look() instanceof ZnodeLook.Failed && route.failure().isPresent()
          ? new Branch(path, new ZnodeLook.Failed(route.failure().get()), List.of(), 0)
          : tree;
    }
  }

  private Login superuser(Connection connection) {
    var secret = new Names(connection.namespace(), name, "").superuser();
    return Optional.ofNullable(
            connection
                .client()
                .secrets()
                .inNamespace(connection.namespace())
                .withName(secret)
                .get())
        .map(Secret::getData)
        .flatMap(Login.Superuser::of)
        .orElseThrow(() -> new Refused("There is no Secret %s with a password.".formatted(secret)));
  }
}
