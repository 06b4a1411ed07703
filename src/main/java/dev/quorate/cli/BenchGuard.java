package dev.quorate.cli;

import dev.quorate.facts.Probed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at everything that could speak against load, as often as it is asked. */
final class BenchGuard {
  private final String name;
  private final ClusterReader reader;
  private final LeaseOptions lease;
  private final LiveReader members;
  private final OpenRoutes routes;

  BenchGuard(
      String name,
      ClusterReader reader,
      LeaseOptions lease,
      LiveReader members,
      OpenRoutes routes) {
    this.name = name;
    this.reader = reader;
    this.lease = lease;
    this.members = members;
    this.routes = routes;
  }

  /** Why there must be no load now. What cannot be read is a reason, too. */
  List<String> reasons() {
    try {
      return reasons(reader.withoutMembers(name));
    } catch (KubernetesClientException e) {
      return List.of(Connection.explain(e));
    } catch (Refused e) {
      return List.of(e.getMessage());
    }
  }

  private List<String> reasons(ClusterFacts facts) {
    List<String> reasons =
        new ArrayList<>(StatusGate.reasons(facts, lease.operator(facts, reader)));
    if (facts.pods() instanceof Probed.Known<Map<String, SeenPod>>(Map<String, SeenPod> pods)) {
      var pulses = EachMember.ask(pods.values(), pod -> members.pulse(routes.to(pod)));
      reasons.addAll(PulseGate.reasons(facts.members(), pulses));
    }
    return List.copyOf(reasons);
  }
}
