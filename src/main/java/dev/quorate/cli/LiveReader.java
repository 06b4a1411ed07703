package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Reading;
import dev.quorate.zookeeper.SrvrReport;
import dev.quorate.zookeeper.Word;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the members themselves, all at the same time, each over a way of its own. */
final class LiveReader {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String DATA_SIZE = "dataDirSize";
  private static final String LOG_SIZE = "dataLogSize";

  private final FourLetterWords words = new FourLetterWords(CONNECT);
  private final MemberRoutes routes;
  private final KubernetesClient client;
  private final String namespace;

  LiveReader(MemberRoutes routes, Connection connection, String namespace) {
    this.routes = routes;
    this.client = connection.client();
    this.namespace = namespace;
  }

  /** Members whose pods do not run have nothing to say. */
  Map<String, Probed<LiveMember>> read(Collection<SeenPod> pods) {
    Map<String, Future<Probed<LiveMember>>> asked = new LinkedHashMap<>();
    Map<String, Probed<LiveMember>> answers = new LinkedHashMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      pods.stream()
          .filter(SeenPod::runs)
          .forEach(pod -> asked.put(pod.name(), executor.submit(() -> read(pod))));
      asked.forEach((pod, future) -> answers.put(pod, result(future)));
    }
    return answers;
  }

  private static Probed<LiveMember> result(Future<Probed<LiveMember>> future) {
    try {
      return future.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Probed.unknown("interrupted");
    } catch (ExecutionException e) {
      return Probed.unknown("cannot be asked: " + e.getCause());
    }
  }

  private Probed<LiveMember> read(SeenPod pod) {
    try (var route = routes.open(client, namespace, pod)) {
      // One after the other, so that its count of connections has no other one of ours.
      return switch (SrvrReport.read(ask(route, Word.SRVR))) {
        case Reading.Report<SrvrReport>(SrvrReport srvr) ->
            Probed.known(member(srvr, ConfReport.read(ask(route, Word.CONF))));
        case Reading.NotServing<SrvrReport> _ ->
            Probed.unknown("runs, but takes part in no quorum");
        case Reading.Unreadable<SrvrReport>(String why) -> Probed.unknown(why);
        case Reading.Unanswered<SrvrReport>(Answer.Failed failed) ->
            Probed.unknown(route.failure().orElseGet(() -> why(Word.SRVR, failed)));
      };
    }
  }

  /** Everything that it may be asked, as it was answered; for a support archive. */
  Map<Word, String> texts(SeenPod pod) {
    Map<Word, String> texts = new LinkedHashMap<>();
    try (var route = routes.open(client, namespace, pod)) {
      for (var word : Word.values()) {
        texts.put(
            word,
            switch (ask(route, word)) {
              case Answer.Text(String text) -> text;
              case Answer.Failed failed -> route.failure().orElseGet(() -> why(word, failed)) + "\n";
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
        .formatted(
            word.text(), failed.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '));
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
        number(settings, DATA_SIZE),
        number(settings, LOG_SIZE));
  }

  private static OptionalDouble number(Map<String, String> settings, String key) {
    try {
      return settings.containsKey(key)
          ? OptionalDouble.of(Double.parseDouble(settings.get(key)))
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
