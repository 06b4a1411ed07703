package dev.quorate.observe;

import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.Keys;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the membership ConfigMap; a line that is no server line makes all of it unknown (I2). */
final class MembershipReader {
  private MembershipReader() {}

  static Probed<Optional<RecordedMembership>> read(Optional<ConfigMap> configMap) {
    if (configMap.isEmpty()) {
      return Probed.known(Optional.empty());
    }
    Map<String, String> data =
        configMap.get().getData() == null ? Map.of() : configMap.get().getData();
    List<ServerLine> servers = new ArrayList<>();
    for (String line :
        data.getOrDefault(Keys.SERVERS, "").lines().filter(l -> !l.isBlank()).toList()) {
      var server = ServerLine.parse(line);
      if (server.isEmpty()) {
        return Probed.unknown("not a server line: " + line);
      }
      servers.add(server.get());
    }
    return Probed.known(
        Optional.of(
            new RecordedMembership(
                servers, Boolean.parseBoolean(data.getOrDefault(Keys.FORMED, "")))));
  }
}
