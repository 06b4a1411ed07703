package dev.quorate.cli;

import dev.quorate.zookeeper.LoadSession;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The nodes of a run, below a path that is its own. They are ephemeral and what is above them are
 * containers, so that all of it goes even if this program is killed.
 */
final class BenchNodes {
  static final String ROOT = "/quorate-bench";

  private final String run;
  private final List<String> paths;

  /**
   * @param id of the run
   */
  BenchNodes(String id, int count) {
    this.run = ROOT + "/" + id;
    this.paths = IntStream.range(0, count).mapToObj(i -> run + "/" + i).toList();
  }

  String run() {
    return run;
  }

  List<String> paths() {
    return paths;
  }

  /** Makes them one after the other; answers why not, empty when all are there. */
  Optional<String> make(LoadSession keeper, byte[] data, StopSign stop) {
    for (var path : paths) {
      var failure =
          stop.isRaised()
              ? Optional.of(String.join("; ", stop.reasons()))
              : keeper.hold(path, data);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /**
   * Removes everything, by the first member that does it.
   *
   * @param clients not connected yet; each is closed
   * @return what stays, and why; empty when nothing does
   */
  List<String> remove(Stream<BenchSessions.Client> clients) {
    String why = "no member runs";
    for (var client : (Iterable<BenchSessions.Client>) clients::iterator) {
      try (var session = client.session()) {
        var failure =
            client
                .connect()
                .or(() -> session.removeAll(run).map(client::told))
                .or(() -> session.removeEmpty(ROOT).map(client::told));
        if (failure.isEmpty()) {
          return List.of();
        }
        why = failure.get();
      }
    }
    return List.of(
        "%s could not be removed (%s). Its nodes go when their session has expired, 10 s after this program, and the empty containers about a minute later."
            .formatted(run, why));
  }
}
