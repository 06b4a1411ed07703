package dev.quorate.scenario.load;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.RequestHeader;

/**
 * Many clients of one member that do nothing but stay connected, each a socket and no thread, and
 * from as many addresses as are needed to stay below the limit of connections of each.
 */
public final class Crowd implements AutoCloseable {
  private static final int PORT = 2181;
  private static final int PING = -2;
  private static final int SECONDS_BETWEEN_PINGS = 1;

  private static final int SECONDS_BETWEEN_WAVES = 5;

  private final String member;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService pings =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("crowd").daemon().factory());

  /**
   * @param member its address
   */
  public Crowd(String member) {
    this.member = member;
  }

  /** So many more sessions from one address, which go on until this is closed. */
  public Crowd stays(int sessions, String from) throws IOException {
    var joined = join(sessions, from, Session.TIMEOUT_MILLIS);
    var _ =
        pings.scheduleWithFixedDelay(
            () -> joined.forEach(Crowd::ping), 0, SECONDS_BETWEEN_PINGS, TimeUnit.SECONDS);
    return this;
  }

  /** So many sessions from one address whose clients are never heard of again. */
  public Crowd dies(int sessions, int timeoutMillis, String from) throws IOException {
    join(sessions, from, timeoutMillis);
    return this;
  }

  /** Every five seconds so many more of those that are never heard of again. */
  public void keepsComing(int sessions, int timeoutMillis, Supplier<String> from) {
    var _ =
        pings.scheduleAtFixedRate(
            () -> wave(sessions, timeoutMillis, from.get()),
            0,
            SECONDS_BETWEEN_WAVES,
            TimeUnit.SECONDS);
  }

  private void wave(int sessions, int timeoutMillis, String from) {
    try {
      join(sessions, from, timeoutMillis);
    } catch (IOException _) {
      // The member is full, or is not there at the moment; the next wave tries again.
    }
  }

  private List<Socket> join(int sessions, String from, int timeoutMillis) throws IOException {
    List<Socket> joined = new ArrayList<>();
    var request = new ConnectRequest(0, 0, timeoutMillis, 0, new byte[16], false);
    for (int i = 0; i < sessions; i++) {
      var socket = new Socket(InetAddress.ofLiteral(member), PORT, InetAddress.ofLiteral(from), 0);
      joined.add(socket);
      connections.add(socket);
      ask(socket, request);
    }
    return joined;
  }

  private static void ping(Socket socket) {
    ask(socket, new RequestHeader(PING, ZooDefs.OpCode.ping));
  }

  private static void ask(Socket socket, Record message) {
    try {
      send(socket, message);
    } catch (IOException _) {
      // The member has turned this one away, which is what some are here for.
    }
  }

  private static void send(Socket socket, Record message) throws IOException {
    var bytes = new ByteArrayOutputStream();
    message.serialize(BinaryOutputArchive.getArchive(bytes), "message");
    var packet = new ByteArrayOutputStream();
    var out = new DataOutputStream(packet);
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    socket.getOutputStream().write(packet.toByteArray());
  }

  @Override
  public void close() throws IOException {
    pings.shutdownNow();
    for (var connection : connections) {
      connection.close();
    }
  }
}
