package dev.quorate.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.quorate.model.Announcement;
import dev.quorate.model.Occurrence;
import dev.quorate.model.Reason;
import dev.quorate.notify.DeliveryTerms.Types;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A sender and a real HTTP server. */
class NotifierTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00.250Z");
  private static final Backoff AT_ONCE =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1);
  private static final Backoff NEVER =
      new Backoff(Duration.ofHours(1), Duration.ofHours(1), () -> 1);

  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicBoolean acting = new AtomicBoolean(true);
  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<Notifier> started = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Receiver receiver = Receiver.start();

  private Types types = Types.ALL;
  private int queue = 10;
  private int attempts = 3;
  private Duration timeout = Duration.ofSeconds(10);
  private Backoff backoff = AT_ONCE;
  private Optional<Path> tokenFile = Optional.empty();

  @BeforeEach
  void listen() {
    logged.start();
    logger().addAppender(logged);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(logged);
    receiver.close();
    started.forEach(Notifier::close);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Notifier.class);
  }

  private Notifier notifier() {
    return notifier("http://127.0.0.1:%d/hook?key=k3y".formatted(receiver.port()));
  }

  private Notifier notifier(String address) {
    var terms =
        new DeliveryTerms(
            new WebhookAddress(URI.create(address)),
            tokenFile,
            types,
            queue,
            timeout,
            attempts,
            Duration.ofHours(1));
    var notifier =
        Notifier.start(
            terms, new Notifier.Surroundings(acting::get, outcomes::add, now::get), backoff);
    started.add(notifier);
    return notifier;
  }

  private static Occurrence occurrence(Reason reason, String message) {
    return new Occurrence("orders", "zk", "0a1b", Announcement.of(reason, message), NOON);
  }

  private static Occurrence lost(Object message) {
    return occurrence(Reason.QUORUM_LOST, message.toString());
  }

  private void awaitOutcomes(Outcome... expected) {
    await().untilAsserted(() -> assertThat(outcomes).containsExactly(expected));
  }

  @Test
  void postsACloudEvent() {
    notifier().accept(lost("1 of 3 voters runs"));

    awaitOutcomes(Outcome.SENT);
    assertThat(receiver.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("POST");
          assertThat(request.target()).isEqualTo("/hook?key=k3y");
          assertThat(request.header("Content-Type"))
              .isEqualTo("application/cloudevents+json; charset=utf-8");
          assertThat(request.header("Authorization")).isNull();
          assertThat(request.json().path("type").textValue()).isEqualTo("dev.quorate.QuorumLost");
          assertThat(request.message()).isEqualTo("1 of 3 voters runs");
        });
  }

  @Test
  void keepsTheOrderAlsoWhenOneIsTriedAgain() {
    receiver.answers(204, 500, 503);
    var notifier = notifier();
    IntStream.range(0, 4).forEach(i -> notifier.accept(lost(i)));

    awaitOutcomes(Outcome.SENT, Outcome.SENT, Outcome.SENT, Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("0", "1", "1", "1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    receiver.answers(status);
    notifier().accept(lost("x"));

    awaitOutcomes(Outcome.SENT);
    assertThat(receiver.requests()).hasSize(2);
    assertThat(receiver.requests().stream().map(r -> r.json().path("id").textValue()))
        .containsOnly("0a1b-" + NOON.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 403, 404, 410, 413, 415})
  void triesNotAgainWhatIsRefused(int status) {
    receiver.answers(status, "Location", "http://127.0.0.1:%d/".formatted(receiver.port()));
    var notifier = notifier();
    notifier.accept(lost("refused"));
    notifier.accept(lost("next"));

    awaitOutcomes(Outcome.FAILED, Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("refused", "next");
  }

  @Test
  void triesAgainWhenNobodyListens() {
    int port = receiver.port();
    receiver.close();
    attempts = 100;
    backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), () -> 1);
    notifier("http://127.0.0.1:" + port).accept(lost("x"));
    await().until(() -> !logged.list.isEmpty());

    try (var later = Receiver.start(port)) {
      awaitOutcomes(Outcome.SENT);
      assertThat(later.messages()).containsExactly("x");
    }
  }

  @Test
  void triesAgainWhenAnAnswerNeverEnds() {
    receiver.hangs();
    timeout = Duration.ofMillis(300);
    notifier().accept(lost("x"));

    awaitOutcomes(Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("x", "x");
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    receiver.answers(500, 500, 500);
    var notifier = notifier();
    notifier.accept(lost("first"));
    notifier.accept(lost("second"));

    awaitOutcomes(Outcome.FAILED, Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("first", "first", "first", "second");
  }

  @Test
  void givesUpWhatIsTooOld() {
    now.set(NOON.plus(Duration.ofHours(1)).plusMillis(1));
    var notifier = notifier();
    notifier.accept(lost("old"));

    awaitOutcomes(Outcome.FAILED);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    receiver.answers(429, "Retry-After", "0");
    backoff = NEVER;
    notifier().accept(lost("x"));

    awaitOutcomes(Outcome.SENT);
  }

  @Test
  void sendsOnlyWarningsWhenToldSo() {
    types = Types.WARNING;
    var notifier = notifier();
    notifier.accept(occurrence(Reason.QUORUM_RESTORED, "fine"));
    notifier.accept(lost("bad"));

    awaitOutcomes(Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("bad");
  }

  @Test
  void theOldestGiveWayWhenTheQueueIsFull() {
    receiver.answers(500);
    queue = 2;
    backoff = new Backoff(Duration.ofMillis(300), Duration.ofMillis(300), () -> 1);
    var notifier = notifier();
    notifier.accept(lost("being sent"));
    await().until(() -> receiver.requests().size() == 1);
    IntStream.range(0, 5).forEach(i -> notifier.accept(lost(i)));

    assertThat(notifier.waiting()).isEqualTo(2);
    awaitOutcomes(
        Outcome.DROPPED,
        Outcome.DROPPED,
        Outcome.DROPPED,
        Outcome.SENT,
        Outcome.SENT,
        Outcome.SENT);
    assertThat(receiver.messages()).containsExactly("being sent", "being sent", "3", "4");
    assertThat(notifier.waiting()).isZero();
  }

  @Test
  void whoeverAnnouncesNeverWaits() {
    receiver.hangs();
    var notifier = notifier();
    notifier.accept(lost("x"));
    await().until(() -> receiver.requests().size() == 1);

    long before = System.nanoTime();
    IntStream.range(0, 1000).forEach(i -> notifier.accept(lost(i)));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(timeout.dividedBy(5));
  }

  @Test
  void sendsWhatWaitsBeforeItStops() {
    var notifier = notifier();
    IntStream.range(0, 8).forEach(i -> notifier.accept(lost(i)));
    notifier.close();

    assertThat(receiver.messages()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    assertThat(outcomes).hasSize(8).containsOnly(Outcome.SENT);
  }

  @Test
  void stopsAllTheSameWhenNothingArrives() {
    receiver.answers(500);
    backoff = NEVER;
    var notifier = notifier();
    IntStream.range(0, 3).forEach(i -> notifier.accept(lost(i)));
    await().until(() -> receiver.requests().size() == 1);

    long before = System.nanoTime();
    notifier.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    assertThat(outcomes).hasSize(3).containsOnly(Outcome.DROPPED);
    notifier.accept(lost("after the end"));
    assertThat(outcomes).hasSize(4).containsOnly(Outcome.DROPPED);
  }

  @Test
  void aReplicaThatDoesNotActSendsNothing() {
    acting.set(false);
    notifier().accept(lost("x"));

    awaitOutcomes(Outcome.DROPPED);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void theTokenIsReadAgainWhenItChanges() throws Exception {
    var file = Files.writeString(folder.resolve("token"), "first\n");
    tokenFile = Optional.of(file);
    var notifier = notifier();
    notifier.accept(lost("x"));
    awaitOutcomes(Outcome.SENT);
    Files.writeString(file, "second");
    notifier.accept(lost("y"));
    awaitOutcomes(Outcome.SENT, Outcome.SENT);

    assertThat(receiver.requests())
        .extracting(r -> r.header("Authorization"))
        .containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void withoutItsTokenNothingIsSentUntilItIsThere() throws Exception {
    var file = folder.resolve("token");
    tokenFile = Optional.of(file);
    attempts = 100;
    backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), () -> 1);
    notifier().accept(lost("x"));
    await().until(() -> !logged.list.isEmpty());
    assertThat(receiver.requests()).isEmpty();
    Files.writeString(file, "late");

    awaitOutcomes(Outcome.SENT);
    assertThat(logged.list.getFirst().getFormattedMessage())
        .contains("token file %s cannot be read (NoSuchFileException)".formatted(file));
  }

  @Test
  void logsASeriesOfFailuresOnceAndThatItIsOver() {
    receiver.answers(500, 404, 204, 500);
    var notifier = notifier();
    IntStream.range(0, 4).forEach(i -> notifier.accept(lost(i)));

    await().until(() -> outcomes.size() == 4);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "http://127.0.0.1:%d did not take an event (status 500); not logged again until it takes one"
                .formatted(receiver.port()),
            "http://127.0.0.1:%d takes events again".formatted(receiver.port()),
            "http://127.0.0.1:%d did not take an event (status 500); not logged again until it takes one"
                .formatted(receiver.port()),
            "http://127.0.0.1:%d takes events again".formatted(receiver.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/s3cret-path?key=s3cret-key",
        "http://no-such-host.invalid/s3cret-path?key=s3cret-key",
        "https://127.0.0.1:%d/s3cret-path?key=s3cret-key",
        "http://127.0.0.1:%d/s3cret-path?key=s3cret-key",
      })
  void whatIsSecretIsNeverLogged(String address) throws Exception {
    tokenFile = Optional.of(Files.writeString(folder.resolve("token"), "s3cret-token"));
    // A TLS handshake with a server that speaks none has no end.
    timeout = Duration.ofMillis(500);
    receiver.answers(500, 500, 400);
    var notifier = notifier(address.formatted(receiver.port()));
    notifier.accept(lost("x"));
    await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() == 1);
    Files.writeString(folder.resolve("token"), "s3cret\nlines");
    notifier.accept(lost("y"));

    await().until(() -> outcomes.size() == 2);
    assertThat(logged.list).isNotEmpty();
    assertThat(logged.list)
        .allSatisfy(line -> {
          assertThat(line.getFormattedMessage()).doesNotContain("s3cret");
          assertThat(line.getThrowableProxy()).isNull();
          assertThat(String.valueOf(line.getKeyValuePairs())).doesNotContain("s3cret");
        });
  }
}
