package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command that runs in the container of a member, run here. */
class ExecTunnelTest {
  private static final byte[] EVERY_BYTE = everyByte();

  private final List<Process> commands = new CopyOnWriteArrayList<>();
  private final ServerSocket member = member();

  private static ServerSocket member() {
    try {
      return new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] everyByte() {
    var bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @AfterEach
  void end() throws IOException {
    member.close();
    commands.forEach(Process::destroyForcibly);
  }

  private ExecTunnel tunnel() throws IOException {
    return new ExecTunnel(() -> {
      try {
        var command =
            new ProcessBuilder(ExecTunnels.relayTo("127.0.0.1", member.getLocalPort())).start();
        commands.add(command);
        return new Running(command);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private static Socket connect(ExecTunnel tunnel) throws IOException {
    return new Socket(tunnel.host(), tunnel.port());
  }

  @Test
  void carriesEveryByteBothWays() throws IOException {
    try (var tunnel = tunnel();
        var client = connect(tunnel);
        var server = member.accept()) {
      client.getOutputStream().write(EVERY_BYTE);
      assertThat(server.getInputStream().readNBytes(EVERY_BYTE.length)).isEqualTo(EVERY_BYTE);
      server.getOutputStream().write(EVERY_BYTE);
      assertThat(client.getInputStream().readNBytes(EVERY_BYTE.length)).isEqualTo(EVERY_BYTE);
      assertThat(tunnel.failure()).isEmpty();
    }
  }

  @Test
  void nothingRunsOnWhenTheMemberHasAnsweredAndHungUp() throws IOException {
    try (var tunnel = tunnel();
        var client = connect(tunnel)) {
      List<ProcessHandle> running;
      try (var server = member.accept()) {
        server.getOutputStream().write(EVERY_BYTE);
        running = awaitRelay();
      }
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(EVERY_BYTE);
      awaitEnd(running);
      assertThat(tunnel.failure()).isEmpty();
    }
  }

  @Test
  void nothingRunsOnWhenTheClientHasGone() throws IOException {
    try (var tunnel = tunnel()) {
      var client = connect(tunnel);
      try (var server = member.accept()) {
        var running = awaitRelay();
        client.close();
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        awaitEnd(running);
      }
    }
  }

  /** The shell and its two directions. */
  private List<ProcessHandle> awaitRelay() {
    await().until(() -> commands.getFirst().descendants().count() == 2);
    return Stream.concat(
            Stream.of(commands.getFirst().toHandle()), commands.getFirst().descendants())
        .toList();
  }

  /** Whoever leaves processes behind leaves them to the server, which never asks for them. */
  private static void awaitEnd(List<ProcessHandle> running) {
    await().until(() -> running.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void tellsWhyAMemberIsNotReached() throws IOException {
    member.close();
    try (var tunnel = tunnel();
        var client = connect(tunnel)) {
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
      await().until(() -> tunnel.failure().isPresent());
      assertThat(tunnel.failure().orElseThrow())
          .startsWith("exec failed: ")
          .contains("Connection refused");
    }
  }

  @Test
  void tellsWhatTheApiServerRefuses() throws IOException {
    try (var tunnel =
            new ExecTunnel(() -> {
              throw new KubernetesClientException("outer", new IOException("403 Forbidden"));
            });
        var client = connect(tunnel)) {
      assertThat(client.getInputStream().readAllBytes()).isEmpty();
      await().until(() -> tunnel.failure().isPresent());
      assertThat(tunnel.failure()).contains("exec failed: 403 Forbidden");
    }
  }

  /** As the API server shows a command that runs in a container. */
  private record Running(Process command) implements ExecWatch {
    @Override
    public OutputStream getInput() {
      return command.getOutputStream();
    }

    @Override
    public InputStream getOutput() {
      return command.getInputStream();
    }

    @Override
    public InputStream getError() {
      return command.getErrorStream();
    }

    @Override
    public InputStream getErrorChannel() {
      return InputStream.nullInputStream();
    }

    @Override
    public void close() {
      try {
        command.getOutputStream().close();
      } catch (IOException _) {
        // The command has ended.
      }
    }

    @Override
    public void resize(int columns, int rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Integer> exitCode() {
      return command.onExit().thenApply(Process::exitValue);
    }
  }
}
