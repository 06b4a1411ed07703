package dev.quorate.status;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.MemberHealth;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Outcomes.Failure;
import dev.quorate.plan.Plan;
import dev.quorate.plan.Plan.Stage;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Passes of every kind, also with plans that no planner makes; the same seed gives the same. */
@SuppressWarnings("EnumOrdinal") // any order does for a random choice
final class RandomPasses {
  private static final List<Integer> SIZES = List.of(1, 3, 5);

  private final Random random;

  RandomPasses(long seed) {
    random = new Random(seed);
  }

  Pass next() {
    int voters = SIZES.get(random.nextInt(SIZES.size()));
    var states = states(voters);
    if (random.nextInt(8) == 0) {
      return Passes.refused(states, new Refusal("spec.replicas", text(), "write 3"));
    }
    var ensemble = ensemble(random.nextInt(6) == 0 ? 3 : voters);
    var state = states.build();
    var pass = Passes.planned(ensemble, state, warnings());
    return random.nextInt(3) == 0 ? withAnyPlan(pass, state) : withAnyFailure(pass);
  }

  private Ensemble ensemble(int voters) {
    var ensemble = Ensembles.of(voters);
    return (random.nextInt(10) == 0 ? ensemble.paused() : ensemble).build();
  }

  private Warning[] warnings() {
    var reasons = List.of(Reason.SPEC_WARNING, Reason.EPHEMERAL_STORAGE, Reason.UNKNOWN_CONFIG);
    return random
        .ints(Math.max(0, random.nextInt(5) - 2), 0, reasons.size())
        .mapToObj(i -> new Warning(reasons.get(i), "spec.field", text()))
        .toArray(Warning[]::new);
  }

  private ObservedStates states(int voters) {
    var states =
        switch (random.nextInt(6)) {
          case 0 -> ObservedStates.nothing(voters);
          case 1 -> ObservedStates.starting(voters);
          default -> ObservedStates.healthy(voters);
        };
    int changes = random.nextInt(voters + 1);
    for (int i = 0; i < changes; i++) {
      change(states, 1 + random.nextInt(voters));
    }
    long load = random.nextInt();
    return states.vitals(
        1, new Vitals(load, load, load, OptionalLong.of(load), load, load, load, load));
  }

  private void change(ObservedStates states, int id) {
    switch (random.nextInt(16)) {
      case 0 -> states.unreachable(id);
      case 1 -> states.electing(id);
      case 2 -> states.syncing(id);
      case 3 -> states.podMissing(id);
      case 4 -> states.pending(id, text());
      case 5 -> states.imageUnavailable(id, text());
      case 6 -> states.crashLooping(id, 10, random.nextInt(9));
      case 7 -> states.podFailed(id, text());
      case 8 -> states.terminating(id);
      case 9 -> states.unseen(id);
      case 10 -> states.podNotReady(id);
      case 11 -> states.revision(id, "0ld0ld0ld0");
      case 12 -> states.version(id, "3.9.4");
      case 13 -> states.alsoLeads(id);
      case 14 -> states.exited(id, 47);
      default -> states.committed(1, 2, 3);
    }
  }

  private Pass withAnyFailure(Pass.Planned pass) {
    if (pass.plan().actions().isEmpty() || random.nextInt(4) > 0) {
      return pass;
    }
    var actions = pass.plan().actions();
    var action = actions.get(random.nextInt(actions.size()));
    return new Pass.Planned(
        pass.verdict(), pass.state(), pass.plan(), new Outcomes(List.of(), failure(action)));
  }

  private Optional<Failure> failure(Action action) {
    return Optional.of(
        new Failure(
            action, random.nextBoolean() ? Reason.API_REFUSED : Reason.SITUATION_CHANGED, text()));
  }

  /** Whatever the planner says, the status must not tell more than the facts. */
  private Pass withAnyPlan(Pass.Planned pass, ObservedState state) {
    SortedMap<MemberId, MemberHealth> health = new TreeMap<>();
    state
        .members()
        .keySet()
        .forEach(id -> health.put(id, new MemberHealth(id, memberReason(), text())));
    List<Blocker> blockers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      blockers.add(Blocker.of(anyReason(), text()));
    }
    var plan =
        new Plan(
            new Stage(random.nextBoolean() ? Reason.ENSEMBLE_READY : anyReason(), text()),
            List.of(),
            blockers,
            health,
            random.nextInt(4) == 0 ? Optional.empty() : ObservedStates.REVISIONS,
            random.nextBoolean() ? Optional.of("100000000") : Optional.empty(),
            Probed.known(Optional.empty()),
            Duration.ofSeconds(1));
    return new Pass.Planned(pass.verdict(), state, plan, Outcomes.none());
  }

  private Reason anyReason() {
    return Reason.values()[random.nextInt(Reason.values().length)];
  }

  private Reason memberReason() {
    return random.nextBoolean()
        ? Reason.MEMBER_SYNCED
        : MemberState.values()[random.nextInt(MemberState.values().length)].reason();
  }

  private String text() {
    return random.nextInt(10) == 0 ? "ä long ünicode text → ".repeat(200) : "some reason";
  }
}
