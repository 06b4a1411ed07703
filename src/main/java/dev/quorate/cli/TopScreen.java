package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.zookeeper.ClientConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Which clients do most to an ensemble: sums of each member, then the busiest connections. */
final class TopScreen {
  private static final String UNKNOWN = "?";

  private TopScreen() {}

  /**
   * The lines.
   *
   * @param members by the names of their pods
   * @param most how many connections are listed
   */
  static List<String> of(Map<String, Probed<MemberLoad>> members, int most, Ink ink) {
    var page = new Page(ink);
    if (members.isEmpty()) {
      return page.line("No member runs that could be asked.").all();
    }
    page.lines(sums(members).lines(ink));
    notes(members).forEach((why, pods) -> page.prose("", String.join(", ", pods) + ": " + why));
    var busiest = clients(members).limit(most).toList();
    page.gap();
    if (busiest.isEmpty()) {
      return page.line("No client is connected, as far as members could be asked.").all();
    }
    return page.lines(clients(busiest).lines(ink)).all();
  }

  private static Table sums(Map<String, Probed<MemberLoad>> members) {
    var table =
        new Table("MEMBER", "CONNECTIONS", "SESSIONS", "WATCHES", "EPHEMERALS", "NODES", "WAITING");
    members.forEach((pod, probed) -> table.row(sums(pod, probed)));
    return table;
  }

  private static List<Cell> sums(String pod, Probed<MemberLoad> probed) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(pod));
    switch (probed) {
      case Probed.Unknown<MemberLoad> _ -> {
        for (int i = 0; i < 6; i++) {
          cells.add(Cell.of(UNKNOWN));
        }
      }
      case Probed.Known<MemberLoad>(MemberLoad load) ->
          Stream.of(
                  load.connections(),
                  load.sessions(),
                  load.watches(),
                  load.ephemerals(),
                  load.nodes(),
                  load.outstanding())
              .map(TopScreen::text)
              .forEach(cells::add);
    }
    return cells;
  }

  private static Cell text(OptionalLong count) {
    return Cell.of(count.isPresent() ? Long.toString(count.getAsLong()) : UNKNOWN);
  }

  private static Map<String, List<String>> notes(Map<String, Probed<MemberLoad>> members) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    members.forEach((pod, probed) -> {
      if (probed instanceof Probed.Unknown<MemberLoad>(String why)) {
        notes.computeIfAbsent(why, _ -> new ArrayList<>()).add(pod);
      } else if (probed.ifKnown().orElseThrow().clients()
          instanceof Probed.Unknown<List<ClientConnection>>(String why)) {
        notes.computeIfAbsent("its clients are not known: " + why, _ -> new ArrayList<>()).add(pod);
      }
    });
    return notes;
  }

  private record Client(String pod, ClientConnection connection) {}

  private static Stream<Client> clients(Map<String, Probed<MemberLoad>> members) {
    return members.entrySet().stream()
        .flatMap(member ->
            member.getValue().ifKnown().flatMap(load -> load.clients().ifKnown()).stream()
                .flatMap(List::stream)
                .map(c -> new Client(member.getKey(), c)))
        .sorted(
            Comparator.comparingLong((Client c) -> c.connection().received())
                .reversed()
                .thenComparing(c -> c.connection().address()));
  }

  private static Table clients(List<Client> clients) {
    var table =
        new Table("CLIENT", "MEMBER", "SESSION", "REQUESTS", "WAITING", "LATENCY AVG/MAX", "LAST");
    clients.forEach(c ->
        table.row(
            List.of(
                Cell.of(c.connection().address()),
                Cell.of(c.pod()),
                Cell.of(c.connection().session()),
                Cell.of(Long.toString(c.connection().received())),
                Cell.of(Long.toString(c.connection().outstanding())),
                Cell.of(
                    "%s/%s ms"
                        .formatted(
                            Amounts.number(c.connection().averageLatency()),
                            Amounts.number(c.connection().maxLatency()))),
                Cell.of(c.connection().lastOperation()))));
    return table;
  }
}
