package dev.quorate.plan;

import dev.quorate.facts.QuorumView;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.ServerLine;
import java.util.Comparator;
import java.util.List;

/**
 * Which entries of the committed configuration did the operator not make?
 *
 * @param misaddressed members of ours under other addresses than theirs, in the order in which they
 *     are put right: the leader last (I6)
 * @param foreign servers that are none of ours; they are never touched
 */
public record Drift(List<ServerLine> misaddressed, List<ServerLine> foreign) {
  public Drift {
    misaddressed = List.copyOf(misaddressed);
    foreign = List.copyOf(foreign);
  }

  /**
   * @param committed what the quorum has committed
   */
  public static Drift of(QuorumConfig committed, QuorumView quorum, Names names) {
    return new Drift(
        committed.servers().stream()
            .filter(server -> !quorum.foreign().contains(server.id()))
            .filter(server -> !server.equals(ours(names, server)))
            .sorted(Comparator.comparing(s -> quorum.leading().filter(s.id()::equals).isPresent()))
            .toList(),
        committed.servers().stream()
            .filter(server -> quorum.foreign().contains(server.id()))
            .toList());
  }

  /** What a member of ours should be listed as, in the role that it has. */
  public static ServerLine ours(Names names, ServerLine committed) {
    return names.serverLine(committed.id(), committed.role());
  }

  /** Only clients notice when it is put right: servers find it where it is. */
  static boolean isOnlyForClients(ServerLine committed, ServerLine ours) {
    return committed.host().equals(ours.host())
        && committed.quorumPort() == ours.quorumPort()
        && committed.electionPort() == ours.electionPort();
  }

  /** What a person is told about a server that is none of ours. */
  public static String advice(ServerLine foreign, Names names) {
    return "%s is none of the operator's, and is left alone; if it does not belong there, take it out as the superuser (Secret %s): reconfig -remove %s"
        .formatted(foreign.render(), names.superuser(), foreign.id());
  }

  /** How a server is called that has no pod of ours. */
  public static String called(MemberId foreign) {
    return "server." + foreign;
  }
}
