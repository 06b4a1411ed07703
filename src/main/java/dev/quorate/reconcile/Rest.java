package dev.quorate.reconcile;

import dev.quorate.facts.ObservedState;
import dev.quorate.plan.Outcomes;
import dev.quorate.status.Findings;
import dev.quorate.status.Pass;
import java.util.Optional;

/**
 * A whole pass that found nothing to do, did nothing, and had nothing new to tell.
 *
 * @param version of the resource
 * @param seen all that was observed, without what moves while nothing happens
 * @param pass without anything to do
 * @param findings that it told of
 * @param looks how many more times a glance may take its place
 */
record Rest(String version, ObservedState seen, Pass.Planned pass, Findings findings, int looks) {
  static final int LOOKS = 20;

  /** Empty for a pass after which there is something to do, to wait for, or to try again. */
  static Optional<Rest> after(Pass pass, Findings findings, String version) {
    return pass instanceof Pass.Planned planned
            && planned.plan().isAtRest()
            && planned.outcomes().isNothing()
        ? Optional.of(new Rest(version, planned.state().steady(), idle(planned), findings, LOOKS))
        : Optional.empty();
  }

  private static Pass.Planned idle(Pass.Planned pass) {
    return new Pass.Planned(
        pass.verdict(), pass.state().steady(), pass.plan().idle(), Outcomes.none());
  }

  Rest oneLookLess() {
    return new Rest(version, seen, pass, findings, looks - 1);
  }

  /** The pass that would be made of these facts; empty when it has to be made in order to know. */
  Optional<Pass.Planned> still(ObservedState now) {
    return seen.equals(now.steady())
        ? Optional.of(new Pass.Planned(pass.verdict(), now, pass.plan(), pass.outcomes()))
        : Optional.empty();
  }
}
