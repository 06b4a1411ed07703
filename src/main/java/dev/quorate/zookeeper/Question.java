package dev.quorate.zookeeper;

import dev.quorate.zookeeper.Answer.Cause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;

/** One word for one member, and how to say that it failed. */
record Question(String host, int port, Word word, Deadline deadline) {

  Answer failed(Cause cause, String detail) {
    return new Answer.Failed(cause, "%s to %s:%d: %s".formatted(word.text(), host, port, detail));
  }

  Answer failed(IOException e) {
    return switch (e) {
      case ClosedByInterruptException _ -> interrupted();
      case InterruptedIOException _ -> interrupted();
      case NoRouteToHostException _ -> failed(Cause.UNREACHABLE, "no route to host");
      case ConnectException _ when says(e, "refused") ->
          failed(Cause.REFUSED, "connection refused");
      case SocketException _ when Thread.currentThread().isInterrupted() -> interrupted();
      case SocketException _ when says(e, "unreachable") ->
          failed(Cause.UNREACHABLE, "network unreachable");
      case SocketException _ when says(e, "reset") || says(e, "broken pipe") ->
          failed(Cause.RESET, "connection reset");
      default -> failed(Cause.IO_ERROR, e.toString());
    };
  }

  private Answer interrupted() {
    Thread.currentThread().interrupt();
    return failed(Cause.INTERRUPTED, "interrupted");
  }

  private static boolean says(IOException e, String part) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(part);
  }
}
