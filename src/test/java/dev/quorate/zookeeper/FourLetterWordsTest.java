package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.Answer.Cause;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FourLetterWordsTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final FourLetterWords words = new FourLetterWords(Duration.ofSeconds(5));

  @Test
  void returnsTheWholeAnswer() throws Exception {
    try (var server = ScriptedServer.answering(utf8("imok"))) {
      assertThat(ask(server, LONG)).isEqualTo(new Answer.Text("imok"));
    }
  }

  @Test
  void acceptsAnAnswerInPiecesWhoseEndIsAHalfClose() throws Exception {
    try (var server =
        ScriptedServer.that(connection -> {
          for (var piece : new String[] {"im", "o", "k"}) {
            write(connection, piece);
          }
          connection.shutdownOutput();
        })) {
      assertThat(ask(server, LONG)).isEqualTo(new Answer.Text("imok"));
    }
  }

  @Test
  void sendsTheFourLettersAndNothingElse() throws Exception {
    var received = new CompletableFuture<String>();
    try (var server =
        ScriptedServer.that(connection -> {
          connection.shutdownOutput();
          received.complete(
              new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        })) {
      ask(server, LONG);

      assertThat(received.get()).isEqualTo("srvr");
    }
  }

  @Test
  void tellsThatNothingListens() throws Exception {
    int port = ScriptedServer.closedPort();

    assertFailed(ask(ScriptedServer.HOST, port, LONG), Cause.REFUSED, "connection refused");
  }

  @Test
  void tellsThatTheNameDoesNotResolve() {
    // A label this long is never sent to a name server.
    var name = "x".repeat(64) + ".invalid";

    assertFailed(ask(name, 2181, LONG), Cause.UNKNOWN_HOST, "the name does not resolve");
  }

  @Test
  void resolvesNames() throws Exception {
    try (var server = ScriptedServer.answering(utf8("imok"))) {
      assertThat(ask("localhost", server.port(), LONG)).isEqualTo(new Answer.Text("imok"));
    }
  }

  @Test
  void givesUpConnectingAfterTheConnectTimeout() throws Exception {
    var impatient = new FourLetterWords(SHORT);
    try (var server = ScriptedServer.overrun()) {
      var answer = impatient.ask(ScriptedServer.HOST, server.port(), Word.SRVR, LONG);

      assertFailed(answer, Cause.CONNECT_TIMEOUT, "timed out while connecting");
    }
  }

  @Test
  void givesUpOnAServerThatAcceptsAndNeverAnswers() throws Exception {
    try (var server = ScriptedServer.that(_ -> {})) {
      assertFailed(
          ask(server, SHORT), Cause.READ_TIMEOUT, "timed out while reading, after 0 bytes");
    }
  }

  @Test
  void givesUpOnASlowDripAtTheOverallDeadline() throws Exception {
    try (var server =
        ScriptedServer.that(connection -> {
          while (true) {
            write(connection, "x");
            Thread.sleep(20);
          }
        })) {
      long start = System.nanoTime();

      assertFailed(ask(server, SHORT), Cause.READ_TIMEOUT, "timed out while reading");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void refusesAnEndlessAnswer() throws Exception {
    try (var server =
        ScriptedServer.that(connection -> {
          while (true) {
            write(connection, "zk_x\t1\n".repeat(1000));
          }
        })) {
      assertFailed(ask(server, LONG), Cause.TOO_LONG, "more than 1048576 bytes");
    }
  }

  @Test
  void discardsHalfAnAnswerWhenTheConnectionBreaks() throws Exception {
    try (var server =
        ScriptedServer.that(connection -> {
          write(connection, "Zookeeper version: 3.9.5");
          connection.setSoLinger(true, 0);
          connection.close();
        })) {
      assertFailed(ask(server, LONG), Cause.RESET, "connection reset");
    }
  }

  @Test
  void tellsThatTheServerClosedWithoutAnAnswer() throws Exception {
    try (var server = ScriptedServer.answering(new byte[0])) {
      assertFailed(ask(server, LONG), Cause.NO_ANSWER, "closed the connection without an answer");
    }
  }

  @Test
  void tellsThatTheWordIsNotAllowed() throws Exception {
    var text = "srvr is not executed because it is not in the whitelist.\n";
    try (var server = ScriptedServer.answering(utf8(text))) {
      assertFailed(ask(server, LONG), Cause.NOT_ALLOWED, "says: " + text.strip());
    }
  }

  @Test
  void tellsThatSomethingElseThanZooKeeperAnswers() throws Exception {
    byte[] tlsAlert = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, (byte) 0x80};
    try (var server = ScriptedServer.answering(tlsAlert)) {
      assertFailed(ask(server, LONG), Cause.NOT_TEXT, "not UTF-8 text");
    }
  }

  @Test
  void endsWhenAVirtualThreadIsInterrupted() throws Exception {
    assertInterruptible(Thread.ofVirtual());
  }

  @Test
  void endsWhenAPlatformThreadIsInterrupted() throws Exception {
    assertInterruptible(Thread.ofPlatform());
  }

  private void assertInterruptible(Thread.Builder builder) throws Exception {
    var accepted = new CountDownLatch(1);
    try (var server = ScriptedServer.that(_ -> accepted.countDown())) {
      var answer = new AtomicReference<Answer>();
      var flag = new AtomicBoolean();
      var asking =
          builder.start(() -> {
            answer.set(ask(server, LONG));
            flag.set(Thread.currentThread().isInterrupted());
          });
      accepted.await();
      asking.interrupt();
      asking.join();

      assertFailed(answer.get(), Cause.INTERRUPTED, "interrupted");
      assertThat(flag).as("interrupt flag is kept").isTrue();
    }
  }

  private Answer ask(ScriptedServer server, Duration limit) {
    return ask(ScriptedServer.HOST, server.port(), limit);
  }

  private Answer ask(String host, int port, Duration limit) {
    return words.ask(host, port, Word.SRVR, limit);
  }

  private static void assertFailed(Answer answer, Cause cause, String detail) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(cause);
              assertThat(failed.message()).startsWith("srvr to ").contains(detail);
            });
  }

  private static void write(Socket connection, String text) throws Exception {
    OutputStream stream = connection.getOutputStream();
    stream.write(utf8(text));
    stream.flush();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
