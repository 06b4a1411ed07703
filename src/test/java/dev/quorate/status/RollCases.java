package dev.quorate.status;

import static dev.quorate.status.StatusCases.formed;
import static dev.quorate.testing.ArgoHealth.DEGRADED;
import static dev.quorate.testing.ArgoHealth.PROGRESSING;
import static dev.quorate.testing.Kstatus.FAILED;
import static dev.quorate.testing.Kstatus.IN_PROGRESS;
import static dev.quorate.testing.ObservedStates.healthy;

import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.stream.Stream;

/** What a roll goes through. */
final class RollCases {
  private static final String CURRENT_REVISION = ObservedStates.REVISION;

  private RollCases() {}

  static Stream<StatusCase> all() {
    return Stream.of(
        formed(
            "old-revision",
            Passes.three(healthy(3).revision("0ld0ld0ld0")),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "mixed-versions",
            Passes.three(
                healthy(3)
                    .revision("0ld0ld0ld0")
                    .version(1, "3.9.4")
                    .revision(3, CURRENT_REVISION)),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "restarting-a-member",
            Passes.three(
                healthy(3).revision("0ld0ld0ld0").revision(1, CURRENT_REVISION).creating(1)),
            IN_PROGRESS,
            PROGRESSING),
        formed("canary-soaks", canary(1800, 1000, 0), IN_PROGRESS, PROGRESSING),
        formed("canary-regressed", canary(60, 1000, 1), FAILED, DEGRADED),
        formed(
            "restart-asked",
            Passes.three(healthy(3).restartAsked(1).restartAsked(2).restartAsked(3)),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "progress-deadline-exceeded",
            Passes.three(
                healthy(3)
                    .revision("0ld0ld0ld0")
                    .revision(1, CURRENT_REVISION)
                    .begins(1)
                    .created(1, ObservedStates.NOW.minusSeconds(901))),
            FAILED,
            DEGRADED));
  }

  /** One of three runs the new revision, ready for longer than the progress deadline. */
  static Pass.Planned canary(int soakSeconds, int secondsReady, int restarts) {
    var old = ObservedStates.NOW.minusSeconds(9999);
    return Passes.planned(
        Ensembles.of(3).canary(soakSeconds).build(),
        healthy(3)
            .revision("0ld0ld0ld0")
            .revision(1, CURRENT_REVISION)
            .change(2, m -> m.wellSince(old))
            .change(3, m -> m.wellSince(old))
            .change(1, m -> m.wellSince(ObservedStates.NOW.minusSeconds(secondsReady)))
            .change(1, m -> m.restarts = restarts));
  }
}
