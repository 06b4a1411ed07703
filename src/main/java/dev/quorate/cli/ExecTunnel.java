package dev.quorate.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A port of this machine alone; each connection to it is relayed by a command of its own that runs
 * in a container, and ends with it.
 */
final class ExecTunnel implements MemberRoutes.Route {
  private final Supplier<ExecWatch> relay;
  private final ServerSocket server;
  private final AtomicReference<String> failure = new AtomicReference<>();

  ExecTunnel(Supplier<ExecWatch> relay) throws IOException {
    this.relay = relay;
    this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  @Override
  public String host() {
    return server.getInetAddress().getHostAddress();
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public boolean isForwarded() {
    return true;
  }

  @Override
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var connection = server.accept();
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException _) {
        // It was closed, which ends this.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        var command = relay.get()) {
      Thread.startVirtualThread(() -> up(connection, command));
      copy(command.getOutput(), connection.getOutputStream());
      failed(new String(command.getError().readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (KubernetesClientException e) {
      failed(innermost(e));
    } catch (IOException _) {
      // Who is connected here has gone, and knows why.
    }
  }

  private static void up(Socket connection, ExecWatch command) {
    try (command) {
      copy(connection.getInputStream(), command.getInput());
    } catch (IOException _) {
      // One of the two has gone.
    }
  }

  /** What comes is passed on at once: whoever sent it waits for an answer. */
  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  private void failed(String why) {
    if (!why.isEmpty()) {
      failure.compareAndSet(null, "exec failed: " + why);
    }
  }

  private static String innermost(Throwable throwable) {
    Throwable inner = throwable;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return Objects.requireNonNullElse(inner.getMessage(), inner.toString());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException _) {
      // Nobody can connect to it any more, which is all that was wanted.
    }
  }
}
