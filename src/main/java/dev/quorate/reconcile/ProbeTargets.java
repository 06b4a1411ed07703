package dev.quorate.reconcile;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Names;
import dev.quorate.model.Reason;
import dev.quorate.model.ServerLine;
import dev.quorate.status.Pass;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom the performance probe may ask, by the last pass. It writes, so it asks nobody of a cluster
 * that is paused, refused or in conflict with somebody else's objects, and nobody before the
 * ensemble has its record: until then no write may be acknowledged (hazard Z28).
 *
 * @param members by the names of their pods: where they answer, empty while that is nowhere
 */
record ProbeTargets(Names names, Duration interval, SortedMap<String, Optional<String>> members) {

  ProbeTargets {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** Empty when nobody may be asked. */
  static Optional<ProbeTargets> of(Pass pass) {
    return switch (pass) {
      case Pass.Refused _ -> Optional.empty();
      case Pass.Planned planned -> of(planned);
    };
  }

  private static Optional<ProbeTargets> of(Pass.Planned pass) {
    var ensemble = pass.verdict().ensemble();
    boolean allowed =
        !ensemble.paused()
            && pass.state().formedInStatus()
            && pass.state().superuserPresent()
            && pass.plan().stage().reason() != Reason.NAME_CONFLICT;
    return ensemble
        .probeInterval()
        .filter(_ -> allowed)
        .map(interval -> new ProbeTargets(ensemble.names(), interval, members(ensemble, pass)));
  }

  private static SortedMap<String, Optional<String>> members(Ensemble ensemble, Pass pass) {
    SortedMap<String, Optional<String>> members = new TreeMap<>();
    pass.state().members().values().stream()
        .filter(m -> isOurs(ensemble, m) && isListed(pass, m))
        .forEach(m -> members.put(ensemble.names().pod(m.id()), server(m)));
    return members;
  }

  private static boolean isOurs(Ensemble ensemble, ObservedMember member) {
    return member.pod().isPresent() || ensemble.wanted(member.id().role()).contains(member.id());
  }

  /** While nobody knows who is listed, everybody is taken for it: they are not available then. */
  private static boolean isListed(Pass pass, ObservedMember member) {
    return pass.state()
        .quorum()
        .config()
        .ifKnown()
        .map(config -> config.server(member.id()).isPresent())
        .orElse(true);
  }

  private static Optional<String> server(ObservedMember member) {
    return member
        .pod()
        .flatMap(PodFacts::ip)
        .map(ip -> ip.contains(":") ? "[" + ip + "]" : ip)
        .map(ip -> ip + ":" + ServerLine.CLIENT_PORT);
  }
}
