package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.model.ServerLine;
import dev.quorate.zookeeper.AdminServer;
import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.ClientConnection;
import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Gauge;
import dev.quorate.zookeeper.MntrReport;
import dev.quorate.zookeeper.Reading;
import dev.quorate.zookeeper.SrvrReport;
import dev.quorate.zookeeper.Word;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Asks the members themselves, all at the same time, each over a way of its own. */
final class LiveReader {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String NOT_SERVING = "runs, but takes part in no quorum";

  private final FourLetterWords words = new FourLetterWords(CONNECT);
  private final AdminServer admin = new AdminServer();
  private final MemberRoutes routes;
  private final KubernetesClient client;
  private final String namespace;

  LiveReader(MemberRoutes routes, Connection connection, String namespace) {
    this.routes = routes;
    this.client = connection.client();
    this.namespace = namespace;
  }

  Map<String, Probed<LiveMember>> read(Collection<SeenPod> pods) {
    return EachMember.ask(pods, this::read);
  }

  /** What clients do to each. */
  Map<String, Probed<MemberLoad>> loads(Collection<SeenPod> pods) {
    return EachMember.ask(pods, this::load);
  }

  /** Its part in the ensemble. */
  Probed<MemberPulse> pulse(MemberRoutes.Route route) {
    return told(MntrReport.read(ask(route, Word.MNTR)), MemberPulse::of, Word.MNTR, route);
  }

  private Probed<LiveMember> read(SeenPod pod) {
    try (var route = routes.open(client, namespace, pod, ServerLine.CLIENT_PORT)) {
      // One after the other, so that its count of connections has no other one of ours.
      return told(
          SrvrReport.read(ask(route, Word.SRVR)),
          srvr -> member(srvr, ConfReport.read(ask(route, Word.CONF))),
          Word.SRVR,
          route);
    }
  }

  private Probed<MemberLoad> load(SeenPod pod) {
    try (var route = routes.open(client, namespace, pod, ServerLine.CLIENT_PORT)) {
      return told(
          MntrReport.read(ask(route, Word.MNTR)), mntr -> load(mntr, pod), Word.MNTR, route);
    }
  }

  private MemberLoad load(MntrReport mntr, SeenPod pod) {
    return new MemberLoad(
        mntr.count(Gauge.NUM_ALIVE_CONNECTIONS),
        mntr.count(Gauge.GLOBAL_SESSIONS),
        mntr.count(Gauge.WATCH_COUNT),
        mntr.count(Gauge.EPHEMERALS_COUNT),
        mntr.count(Gauge.ZNODE_COUNT),
        mntr.count(Gauge.OUTSTANDING_REQUESTS),
        clients(pod));
  }

  /** What a report says, or why there is none. */
  private static <R, T> Probed<T> told(
      Reading<R> reading, Function<R, T> content, Word word, MemberRoutes.Route route) {
    return switch (reading) {
      case Reading.Report<R>(R report) -> Probed.known(content.apply(report));
      case Reading.NotServing<R> _ -> Probed.unknown(NOT_SERVING);
      case Reading.Unreadable<R>(String why) -> Probed.unknown(why);
      case Reading.Unanswered<R>(Answer.Failed failed) ->
          Probed.unknown(route.failure().orElseGet(() -> why(word, failed)));
    };
  }

  private Probed<List<ClientConnection>> clients(SeenPod pod) {
    try (var route = routes.open(client, namespace, pod, AdminServer.PORT)) {
      return switch (admin.connections(route.host(), route.port(), LIMIT)) {
        case Reading.Report<List<ClientConnection>>(List<ClientConnection> clients) ->
            Probed.known(clients);
        case Reading.Unreadable<List<ClientConnection>>(String why) ->
            Probed.unknown(route.failure().orElse(why));
        case Reading.NotServing<List<ClientConnection>> _ -> Probed.unknown(NOT_SERVING);
        case Reading.Unanswered<List<ClientConnection>>(Answer.Failed failed) ->
            Probed.unknown(failed.message());
      };
    }
  }

  /** Everything that it may be asked, as it was answered; for a support archive. */
  Map<Word, String> texts(SeenPod pod) {
    Map<Word, String> texts = new LinkedHashMap<>();
    try (var route = routes.open(client, namespace, pod, ServerLine.CLIENT_PORT)) {
      for (var word : Word.values()) {
        texts.put(
            word,
            switch (ask(route, word)) {
              case Answer.Text(String text) -> text;
              case Answer.Failed failed ->
                  route.failure().orElseGet(() -> why(word, failed)) + "\n";
            });
      }
    }
    return texts;
  }

  private Answer ask(MemberRoutes.Route route, Word word) {
    return words.ask(route.host(), route.port(), word, LIMIT);
  }

  /** The message of the answer names an end of the tunnel, which helps nobody. */
  private static String why(Word word, Answer.Failed failed) {
    return "does not answer %s: %s"
        .formatted(word.text(), failed.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static LiveMember member(SrvrReport srvr, Reading<ConfReport> conf) {
    Map<String, String> settings =
        conf instanceof Reading.Report<ConfReport>(ConfReport report)
            ? report.settings()
            : Map.of();
    return new LiveMember(
        srvr.mode(),
        srvr.zxid(),
        srvr.latency(),
        Math.max(0, srvr.connections() - 1),
        srvr.outstanding(),
        ConfReport.number(settings, ConfReport.DATA_SIZE),
        ConfReport.number(settings, ConfReport.LOG_SIZE));
  }
}
