package dev.quorate.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP server on the loopback address that treats every connection as its script says. */
final class ScriptedServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  /** What happens to an accepted connection; it is closed at the end of the test at the latest. */
  @FunctionalInterface
  interface Script {
    void run(Socket connection) throws Exception;
  }

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private ScriptedServer(ServerSocket server) {
    this.server = server;
  }

  static ScriptedServer that(Script script) {
    var server = new ScriptedServer(listen(50));
    Thread.ofVirtual().start(() -> server.serve(script));
    return server;
  }

  /** Answers with these bytes once a whole word has arrived, then closes. */
  static ScriptedServer answering(byte[] bytes) {
    return that(connection -> {
      connection.getInputStream().readNBytes(4);
      connection.getOutputStream().write(bytes);
      connection.close();
    });
  }

  /** Never accepts, and its queue of waiting connections is full. */
  static ScriptedServer overrun() throws IOException {
    var server = new ScriptedServer(listen(1));
    for (int i = 0; i < 2; i++) {
      server.connections.add(new Socket(InetAddress.ofLiteral(HOST), server.port()));
    }
    return server;
  }

  /** A port on which nothing listens. */
  static int closedPort() throws IOException {
    try (var server = listen(1)) {
      return server.getLocalPort();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private static ServerSocket listen(int backlog) {
    try {
      return new ServerSocket(0, backlog, InetAddress.ofLiteral(HOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Script script) {
    while (!server.isClosed()) {
      try {
        var connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> play(script, connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void play(Script script, Socket connection) {
    try {
      script.run(connection);
    } catch (Exception _) {
      // The client hung up, which some tests are about.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var connection : connections) {
      connection.close();
    }
  }
}
