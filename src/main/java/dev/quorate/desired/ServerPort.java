package dev.quorate.desired;

import dev.quorate.model.ServerLine;
import java.util.List;

/** The ports of a member; fixed, because every stored configuration names them (hazard Z24). */
record ServerPort(String name, int number) {
  static final int ADMIN = 8080;
  static final int METRICS = 7000;

  /** Server-side apply keys ports by number and protocol, so it has to be said. */
  static final String PROTOCOL = "TCP";

  static final ServerPort CLIENT = new ServerPort("client", ServerLine.CLIENT_PORT);

  static final List<ServerPort> ALL =
      List.of(
          CLIENT,
          new ServerPort("quorum", ServerLine.QUORUM_PORT),
          new ServerPort("election", ServerLine.ELECTION_PORT),
          new ServerPort("admin", ADMIN),
          new ServerPort("metrics", METRICS));
}
