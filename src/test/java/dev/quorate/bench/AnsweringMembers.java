package dev.quorate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens on one address per member and answers {@code srvr}, {@code mntr} and {@code conf} as real
 * servers did, with the names of the cluster in the membership. The third member leads.
 */
final class AnsweringMembers implements AutoCloseable {
  private static final Path RECORDED = Path.of("src/test/resources/zookeeper/words/3.9.5");
  private static final int CLIENT_PORT = 2181;
  private static final int LEADER = 2;
  private static final int BACKLOG = 16;

  private final Map<String, String> recorded = new HashMap<>();
  private final List<ServerSocket> listening = new ArrayList<>();

  /**
   * Where the members of one cluster are.
   *
   * @param domain of the members, without the cluster's domain
   */
  record Names(int cluster, String domain) {
    String address(int ordinal) {
      return "127.250.%d.%d".formatted(cluster / 60, cluster % 60 * 4 + ordinal + 1);
    }

    private String membership(String pods) {
      var lines = new StringBuilder("membership: \n");
      for (int ordinal = 0; ordinal <= LEADER; ordinal++) {
        var host = "%s-%d.%s.svc.cluster.local".formatted(pods, ordinal, domain);
        lines.append(
            "server.%d=%s:2888:3888:participant;%s:2181\n".formatted(ordinal + 1, host, host));
      }
      return lines.append("version=100000000").toString();
    }
  }

  /** Starts to answer for a member. */
  void serve(Names names, String pods, int ordinal) throws IOException {
    var address = InetAddress.ofLiteral(names.address(ordinal));
    var socket = new ServerSocket(CLIENT_PORT, BACKLOG, address);
    listening.add(socket);
    Thread.ofVirtual().start(() -> accept(socket, names.membership(pods), ordinal));
  }

  private void accept(ServerSocket socket, String membership, int ordinal) {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> answer(connection, membership, ordinal));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket connection, String membership, int ordinal) {
    try (connection) {
      var word = new String(connection.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
      var text = recorded(ordinal == LEADER ? "leader" : "follower", word);
      int at = word.equals("conf") ? text.indexOf("membership: ") : -1;
      var answer = at < 0 ? text : text.substring(0, at) + membership;
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // The operator has gone.
    }
  }

  private synchronized String recorded(String state, String word) {
    return recorded.computeIfAbsent(
        state + "/" + word + ".txt",
        name -> {
          try {
            return Files.readString(RECORDED.resolve(name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    for (var socket : listening) {
      socket.close();
    }
  }
}
