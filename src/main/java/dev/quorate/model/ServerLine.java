package dev.quorate.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One member as ZooKeeper writes it: {@code
 * server.<id>=<host>:<quorum>:<election>:<role>;<clientHost>:<clientPort>} (ZooKeeper dynamic
 * reconfiguration guide).
 */
public record ServerLine(
    MemberId id,
    String host,
    int quorumPort,
    int electionPort,
    Role role,
    String clientHost,
    int clientPort) {

  public static final int QUORUM_PORT = 2888;
  public static final int ELECTION_PORT = 3888;
  public static final int CLIENT_PORT = 2181;

  private static final Pattern LINE =
      Pattern.compile(
          "server\\.(\\d{1,3})=([^:;]+):(\\d{1,5}):(\\d{1,5})(?::(participant|observer))?"
              + "(?:;(?:([^:;]+):)?(\\d{1,5}))?");

  /** The line of one of our own members, which answers everything under its one stable name. */
  public static ServerLine of(MemberId id, String host, Role role) {
    return new ServerLine(id, host, QUORUM_PORT, ELECTION_PORT, role, host, CLIENT_PORT);
  }

  /** Empty when the text is not a server line with a plaintext client port. */
  public static Optional<ServerLine> parse(String text) {
    var matcher = LINE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int id = Integer.parseInt(matcher.group(1));
    if (id < MemberId.SMALLEST || id > MemberId.LARGEST || matcher.group(7) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerLine(
            new MemberId(id),
            matcher.group(2),
            Integer.parseInt(matcher.group(3)),
            Integer.parseInt(matcher.group(4)),
            "observer".equals(matcher.group(5)) ? Role.OBSERVER : Role.VOTER,
            matcher.group(6) == null ? "0.0.0.0" : matcher.group(6),
            Integer.parseInt(matcher.group(7))));
  }

  /** The same member in another role. */
  public ServerLine as(Role newRole) {
    return new ServerLine(id, host, quorumPort, electionPort, newRole, clientHost, clientPort);
  }

  /** The text that ZooKeeper reads, without a line break. */
  public String render() {
    return "server.%d=%s:%d:%d:%s;%s:%d"
        .formatted(
            id.value(), host, quorumPort, electionPort, role.keyword(), clientHost, clientPort);
  }
}
