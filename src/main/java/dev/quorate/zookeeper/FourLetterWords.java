package dev.quorate.zookeeper;

import dev.quorate.zookeeper.Answer.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends four-letter words over plain sockets. Every failure that a network can produce is an {@link
 * Answer.Failed}, and nothing lasts longer than the time given. May be used by any number of
 * threads, virtual ones included; interrupting one closes its connection and ends its question.
 */
public final class FourLetterWords {
  /** Far above the longest real answer (a leader's {@code mntr} is about 30 KiB). */
  static final int LONGEST_ANSWER = 1 << 20;

  /** What stands for bytes that are no character. */
  private static final char NO_CHARACTER = '\uFFFD';

  private static final String NOT_ALLOWED = "is not executed because it is not in the whitelist.";

  private final Duration connectTimeout;
  private final NameResolution names = new NameResolution();

  /**
   * @param connectTimeout how long a member may take to accept; short, because a member that is
   *     there accepts at once even when it is overloaded
   */
  public FourLetterWords(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /**
   * Asks one word.
   *
   * @param host an address (preferred: costs no look-up) or a name
   * @param limit for everything together: look-up, connecting, reading to the end
   */
  public Answer ask(String host, int port, Word word, Duration limit) {
    var question = new Question(host, port, word, Deadline.in(limit));
    try {
      return ask(question);
    } catch (UnknownHostException e) {
      return question.failed(Cause.UNKNOWN_HOST, "the name does not resolve");
    } catch (SocketTimeoutException e) {
      return question.failed(Cause.CONNECT_TIMEOUT, "timed out while resolving the name");
    } catch (IOException e) {
      return question.failed(e);
    }
  }

  private Answer ask(Question question) throws IOException {
    var address = names.resolve(question.host(), question.deadline());
    // A channel, because interrupting closes it on platform threads too.
    try (var channel = SocketChannel.open()) {
      var socket = channel.socket();
      try {
        socket.connect(
            new InetSocketAddress(address, question.port()),
            question.deadline().millisLeft(connectTimeout));
      } catch (SocketTimeoutException e) {
        return question.failed(Cause.CONNECT_TIMEOUT, "timed out while connecting");
      }
      // Exactly four bytes and no half-close: what the server has not read when it closes resets
      // the connection and may take the answer with it.
      socket.getOutputStream().write(question.word().bytes());
      return read(socket, question);
    }
  }

  private static Answer read(Socket socket, Question question) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    var stream = socket.getInputStream();
    while (!question.deadline().hasPassed()) {
      socket.setSoTimeout(question.deadline().millisLeft());
      int count;
      try {
        count = stream.read(buffer);
      } catch (SocketTimeoutException e) {
        break;
      }
      if (count < 0) {
        return answer(bytes.toByteArray(), question);
      }
      bytes.write(buffer, 0, count);
      if (bytes.size() > LONGEST_ANSWER) {
        return question.failed(Cause.TOO_LONG, "answered more than " + LONGEST_ANSWER + " bytes");
      }
    }
    var detail = "timed out while reading, after " + bytes.size() + " bytes";
    return question.failed(Cause.READ_TIMEOUT, detail);
  }

  private static Answer answer(byte[] bytes, Question question) {
    if (bytes.length == 0) {
      return question.failed(Cause.NO_ANSWER, "closed the connection without an answer");
    }
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(NO_CHARACTER) >= 0) {
      return question.failed(Cause.NOT_TEXT, "the answer is not UTF-8 text");
    }
    return text.strip().endsWith(NOT_ALLOWED)
        ? question.failed(Cause.NOT_ALLOWED, "says: " + text.strip())
        : new Answer.Text(text);
  }
}
