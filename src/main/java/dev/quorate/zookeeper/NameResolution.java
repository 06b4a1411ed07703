package dev.quorate.zookeeper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up within a deadline. The platform's look-up knows neither deadline nor interrupt and
 * can last for tens of seconds, so it runs in a thread of its own, a platform thread because it
 * would hold on to the carrier of a virtual one.
 */
final class NameResolution {

  /** Throws {@link SocketTimeoutException} when the deadline passes first. */
  InetAddress resolve(String host, Deadline deadline) throws IOException {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return lookUp(host, deadline);
    }
  }

  private static InetAddress lookUp(String host, Deadline deadline) throws IOException {
    var lookUp = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread.ofPlatform().daemon().name("resolve-" + host).start(lookUp);
    try {
      return lookUp.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException unknown
          ? unknown
          : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
