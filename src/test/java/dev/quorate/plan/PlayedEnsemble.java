package dev.quorate.plan;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ensemble that does what is planned, in the way that real ones do: a pod ends, another one
 * starts, copies data, serves; and in between the planner looks as well. Somebody approves once.
 */
final class PlayedEnsemble {
  private static final Names NAMES = Ensembles.three().names();

  private final PlannedSteps steps = new PlannedSteps();
  private final Ensembles wanted;
  private final ObservedStates states;
  private final List<String> begun = new ArrayList<>();
  private final SortedMap<MemberId, ServerLine> lines = new TreeMap<>();
  private Optional<Ahead> shown = Optional.empty();
  private long version = 20;
  private int leader;

  /**
   * @param wanted what the specification says
   * @param states as it is before
   */
  PlayedEnsemble(Ensembles wanted, ObservedStates states) {
    this.wanted = wanted;
    this.states = states;
    var quorum = states.build().quorum();
    leader = quorum.leading().orElseThrow().value();
    quorum.config().ifKnown().orElseThrow().servers().forEach(s -> lines.put(s.id(), s));
  }

  /** What lies ahead before it is approved. */
  Ahead published() {
    look(wanted.approval().build());
    return shown.orElseThrow();
  }

  /** Everything that was begun, in this order, after it was approved. */
  List<String> carriedOut() {
    var ensemble = wanted.approval(published().hash()).build();
    for (var plan = look(ensemble); !plan.isAtRest(); plan = look(ensemble)) {
      var waits = plan.blockers();
      var action =
          plan.actions().stream()
              .filter(Action::isDisruptive)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("waits: " + waits));
      play(ensemble, action);
    }
    return begun;
  }

  private Plan look(Ensemble ensemble) {
    states.publishedOutline(shown.map(a -> a.outline().lines()).orElse(List.of()));
    var plan = steps.planAsTheyRun(ensemble, states);
    if (plan.ahead() instanceof Probed.Known<Optional<Ahead>>(Optional<Ahead> ahead)) {
      shown = ahead;
    }
    return plan;
  }

  private void play(Ensemble ensemble, Action action) {
    switch (action) {
      case Action.EvictPod a -> {
        begun.add("Restart " + a.pod());
        restarts(ensemble, a.member());
      }
      case Action.ReplaceVolumes a -> {
        states.emptyClaim(member(a.pod()).value());
        restarts(ensemble, member(a.pod()));
      }
      case Action.AddPod a -> {
        begun.add("Add " + NAMES.pod(a.member()));
        sized(a.member().role(), a.set().getSpec().getReplicas());
        starts(ensemble, a.member());
      }
      case Action.RemovePods a -> {
        sized(a.members().getFirst().role(), a.set().getSpec().getReplicas());
        a.members().forEach(id -> states.podMissing(id.value()));
      }
      case Action.Reconfigure a -> reconfigured(a);
      default -> throw new IllegalArgumentException(action.toString());
    }
  }

  private void sized(Role role, int pods) {
    if (role == Role.OBSERVER) {
      states.observerReplicas(pods);
    } else {
      states.replicas(pods);
    }
  }

  /** Nothing else may begin while it is away. */
  private void restarts(Ensemble ensemble, MemberId id) {
    if (id.value() == leader && lines.keySet().stream().anyMatch(i -> isOtherVoter(i, id))) {
      leader = lines.keySet().stream().filter(i -> isOtherVoter(i, id)).findFirst().get().value();
      states.leader(leader);
    }
    states.terminating(id.value());
    mustWait(ensemble);
    starts(ensemble, id);
  }

  private static boolean isOtherVoter(MemberId one, MemberId other) {
    return one.role() == Role.VOTER && !one.equals(other);
  }

  private void starts(Ensemble ensemble, MemberId id) {
    states.podMissing(id.value()).change(id.value(), m -> m.asked = PodFacts.Asked.NOTHING);
    var revisions = PlannedSteps.revisions(ensemble);
    states.revision(id.value(), revisions.of(id).orElseThrow()).syncing(id.value());
    mustWait(ensemble);
    if (id.value() == leader) {
      states.leader(leader);
    } else {
      states.synced(id.value());
    }
  }

  private void mustWait(Ensemble ensemble) {
    var actions = look(ensemble).actions().stream().filter(Action::isDisruptive).toList();
    if (!actions.isEmpty()) {
      throw new IllegalStateException("does not wait, but " + actions);
    }
  }

  private void reconfigured(Action.Reconfigure change) {
    change
        .change()
        .leaving()
        .forEach(id -> {
          boolean replaced = states.build().member(id).pod().orElseThrow().asked().replace();
          begun.add((replaced ? "Replace " : "Remove ") + NAMES.pod(id));
          lines.remove(id);
        });
    change.change().joining().forEach(line -> lines.put(line.id(), line));
    version++;
    states.committed(new QuorumConfig(version << 32, List.copyOf(lines.values())));
    if (!lines.containsKey(new MemberId(leader))) {
      leader = lines.firstKey().value();
      states.leader(leader);
    }
  }

  private static MemberId member(String pod) {
    int ordinal = Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1));
    return MemberId.of(pod.contains("observer") ? Role.OBSERVER : Role.VOTER, ordinal);
  }

  ObservedState end() {
    return states.build();
  }
}
