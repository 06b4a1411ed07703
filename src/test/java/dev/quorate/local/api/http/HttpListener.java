package dev.quorate.local.api.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on 127.0.0.1 and serves every connection on a virtual thread. Not the JDK's HttpServer:
 * that one cannot upgrade to WebSockets, and waits 40 ms for acknowledgements unless a JVM-wide
 * property is set.
 */
public final class HttpListener implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private final ServerSocket server;
  private final HttpHandler handler;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  private HttpListener(ServerSocket server, HttpHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Starts to listen; port 0 picks a free one. */
  public static HttpListener start(int port, HttpHandler handler) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 200);
    var listener = new HttpListener(server, handler);
    Thread.ofVirtual().name("api-accept").start(listener::accept);
    return listener;
  }

  /** The port in use. */
  public int port() {
    return server.getLocalPort();
  }

  /** Cuts every connection that is in the middle of a stream (watches, followed logs). */
  public void dropStreams() {
    connections.stream().filter(Connection::streaming).forEach(Connection::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    connections.forEach(Connection::finish);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        var connection = new Connection(socket, handler);
        connections.add(connection);
        Thread.ofVirtual().name("api-connection").start(() -> serve(connection));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("accept failed", e);
        }
      }
    }
  }

  private void serve(Connection connection) {
    if (server.isClosed()) {
      connection.close();
    }
    try {
      connection.serve();
    } catch (IOException e) {
      LOG.debug("connection ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
      connections.remove(connection);
    }
  }
}
