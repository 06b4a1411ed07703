package dev.quorate.status;

import static dev.quorate.status.StatusCases.formed;
import static dev.quorate.testing.ArgoHealth.PROGRESSING;
import static dev.quorate.testing.Kstatus.IN_PROGRESS;
import static dev.quorate.testing.KubectlWait.WAITS;
import static dev.quorate.testing.ObservedStates.healthy;

import dev.quorate.model.MaintenanceWindow;
import dev.quorate.plan.Turn;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What a change waits for while nothing is wrong: a person, a window, a turn. */
final class DelayCases {
  private static final MaintenanceWindow SATURDAYS =
      new MaintenanceWindow("0 2 * * 6", Duration.ofHours(4), ZoneId.of("Europe/Berlin"));

  private DelayCases() {}

  static Stream<StatusCase> all() {
    return Stream.of(
        waits(
            "waiting-for-approval", Passes.planned(Ensembles.of(5).approval().build(), outdated())),
        waits(
            "waiting-for-approval-outside-of-windows",
            Passes.planned(Ensembles.of(3).approval().windows(SATURDAYS).build(), outdated())),
        waits(
            "approved-for-another-plan",
            Passes.planned(Ensembles.of(3).approval("gfr7t5bwxk").build(), outdated())),
        approved(
            "approved-plan-under-way",
            Ensembles.of(3),
            outdated().revision(1, ObservedStates.REVISION).creating(1)),
        approved("approved-plan-waits-for-window", Ensembles.of(3).windows(SATURDAYS), outdated()),
        waits(
            "waiting-for-window",
            Passes.planned(Ensembles.of(3).windows(SATURDAYS).build(), outdated())),
        waits(
            "waiting-for-turn",
            Passes.planned(
                Ensembles.three(), outdated(), new Turn.Awaited(1, List.of("ns/other"), true))),
        waits(
            "waiting-for-a-later-turn",
            Passes.planned(
                Ensembles.three(), outdated(), new Turn.Awaited(1, List.of("ns/other"), false))));
  }

  private static StatusCase waits(String name, Pass pass) {
    return formed(name, pass, IN_PROGRESS, PROGRESSING);
  }

  /** A person has approved what lay ahead of three members that were all outdated. */
  private static StatusCase approved(String name, Ensembles wanted, ObservedStates now) {
    var before = Passes.planned(wanted.approval().build(), outdated());
    var plan = before.plan().ahead().ifKnown().orElseThrow().orElseThrow();
    var after =
        Passes.planned(
            wanted.approval(plan.hash()).build(), now.publishedOutline(plan.outline().lines()));
    return new StatusCase(name, before, after, IN_PROGRESS, WAITS, PROGRESSING);
  }

  private static ObservedStates outdated() {
    return healthy(3).revision("0ld0ld0ld0");
  }
}
