package dev.quorate.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A membership as ZooKeeper committed it: its servers, ordered by id, and its version (the zxid of
 * the reconfiguration; 0 before the first one was committed).
 */
public record QuorumConfig(long version, List<ServerLine> servers) {
  private static final String VERSION = "version=";

  public QuorumConfig {
    servers = servers.stream().sorted(Comparator.comparing(ServerLine::id)).toList();
  }

  /**
   * Reads the text of {@code /zookeeper/config} or of the membership part of {@code conf}: server
   * lines and a last line {@code version=<hex>}. Empty when any line is neither, when an id appears
   * twice, or when nobody votes: half an answer is no answer.
   */
  public static Optional<QuorumConfig> parse(String text) {
    List<ServerLine> servers = new ArrayList<>();
    Optional<Long> version = Optional.empty();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      if (line.startsWith(VERSION) && version.isEmpty()) {
        version = parseHex(line.substring(VERSION.length()));
        if (version.isEmpty()) {
          return Optional.empty();
        }
        continue;
      }
      var server = ServerLine.parse(line);
      if (server.isEmpty()) {
        return Optional.empty();
      }
      servers.add(server.get());
    }
    var config = version.map(v -> new QuorumConfig(v, servers));
    return config.filter(c -> c.hasDistinctIds() && !c.voters().isEmpty());
  }

  private static Optional<Long> parseHex(String text) {
    try {
      return Optional.of(Long.parseUnsignedLong(text, 16));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private boolean hasDistinctIds() {
    return servers.stream().map(ServerLine::id).distinct().count() == servers.size();
  }

  /** The ids of the members that vote. */
  public SortedSet<MemberId> voters() {
    return members(Role.VOTER);
  }

  /** The ids of the members that only follow. */
  public SortedSet<MemberId> observers() {
    return members(Role.OBSERVER);
  }

  /** The ids of the members that are listed in a role, whichever it is. */
  public SortedSet<MemberId> members(Role role) {
    SortedSet<MemberId> ids = new TreeSet<>();
    servers.stream().filter(s -> s.role() == role).map(ServerLine::id).forEach(ids::add);
    return java.util.Collections.unmodifiableSortedSet(ids);
  }

  /** The line of a member, when the configuration names it. */
  public Optional<ServerLine> server(MemberId id) {
    return servers.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The version as ZooKeeper prints it; config versions are hex strings everywhere outside. */
  public String versionHex() {
    return Long.toHexString(version);
  }

  /** The smallest number of voters that decides. */
  public int majority() {
    return voters().size() / 2 + 1;
  }

  /** The server lines, one a line, as a dynamic configuration file holds them. */
  public String render() {
    return String.join("\n", servers.stream().map(ServerLine::render).toList()) + "\n";
  }
}
