package dev.quorate.facts;

import dev.quorate.model.ServerLine;
import java.util.List;

/** What the membership ConfigMap says now; unreadable lines make it unknown, not shorter. */
public record RecordedMembership(List<ServerLine> servers, boolean formed) {
  public RecordedMembership {
    servers = List.copyOf(servers);
  }
}
