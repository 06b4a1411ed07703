package dev.quorate.status;

import dev.quorate.api.MemberStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import java.util.Set;
import java.util.stream.Collectors;

/** Who had no pod when the status was written: one that is still missing is worth a question. */
public final class MissingPods {
  private static final Set<String> STATES =
      Set.of(MemberState.MISSING.text(), MemberState.REFUSED.text());

  private MissingPods() {}

  /**
   * @param status null when the resource has none
   * @return names of pods
   */
  public static Set<String> in(ZookeeperClusterStatus status) {
    return Snapshot.of(status).members().stream()
        .filter(m -> m.name() != null && m.state() != null && STATES.contains(m.state()))
        .map(MemberStatus::name)
        .collect(Collectors.toSet());
  }
}
