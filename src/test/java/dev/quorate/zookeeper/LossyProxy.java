package dev.quorate.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on which requests arrive and answers can be lost. */
final class LossyProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean losesAnswers;

  private LossyProxy(ServerSocket listener, String host, int port) {
    this.listener = listener;
    this.host = host;
    this.port = port;
  }

  static LossyProxy to(String host, int port) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    var proxy = new LossyProxy(listener, host, port);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** From now on, requests pass and answers do not. */
  void loseAnswers() {
    losesAnswers = true;
  }

  /** Ends every connection and accepts no other. */
  void cut() {
    try {
      listener.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        var server = new Socket(InetAddress.ofLiteral(host), port);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    var buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!(answers && losesAnswers)) {
          out.write(buffer, 0, count);
        }
      }
      to.close();
    } catch (IOException e) {
      // One side is gone; so is the other, soon.
    }
  }

  @Override
  public void close() {
    cut();
  }
}
