package dev.quorate.plan;

import dev.quorate.facts.Probed;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import java.time.Instant;
import java.util.Optional;

/** Has a person approved what lies ahead, when one has to? */
final class Approved {
  private Approved() {}

  static Optional<Consent.Objection> objection(PlanInput input, Verdict.Begin next) {
    if (!input.ensemble().approval().required()) {
      return Optional.empty();
    }
    return switch (Ahead.of(input)) {
      case Probed.Known<Optional<Ahead>>(Optional<Ahead> ahead) -> objection(input, next, ahead);
      case Probed.Unknown<Optional<Ahead>>(String why) -> objection(why);
    };
  }

  /** It has to be the next step of exactly the plan that was shown. */
  private static Optional<Consent.Objection> objection(
      PlanInput input, Verdict.Begin next, Optional<Ahead> ahead) {
    boolean foreseen =
        ahead.map(a -> a.steps().getFirst()).filter(step -> step.begins(input, next)).isPresent();
    if (!foreseen) {
      return objection("what lies ahead cannot be told now; " + next.stage().message());
    }
    return ahead
        .filter(a -> a.approval() != Ahead.Approval.APPROVED)
        .flatMap(a -> objection(message(input, a)));
  }

  private static Optional<Consent.Objection> objection(String why) {
    return Optional.of(
        new Consent.Objection(Blocker.of(Reason.WAITING_FOR_APPROVAL, why), Instant.MAX));
  }

  private static String message(PlanInput input, Ahead ahead) {
    var names = input.ensemble().names();
    String outdated =
        ahead.approval() == Ahead.Approval.OUTDATED
            ? "; the annotation says %s, which is another plan"
                .formatted(input.ensemble().approval().given().orElseThrow())
            : "";
    return "what lies ahead (status.plan, %d to do) waits until it is approved: kubectl -n %s annotate zk/%s %s=%s --overwrite%s"
        .formatted(
            ahead.steps().size(),
            names.namespace(),
            names.cluster(),
            Labels.APPROVE,
            ahead.hash(),
            outdated);
  }
}
