package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has the first voter that runs a new revision run well for long enough? It is found anew in each
 * pass: of the voters that run the wanted revision, the one whose pod was made first. When one of
 * them is older than the pod that is to go, the revision is one that the ensemble had before, and
 * nothing has to be tried (I9).
 *
 * @param others who run another revision, to compare with
 */
record Canary(PlanInput input, ObservedMember member, List<ObservedMember> others) {
  /** What happens at any time counts at once; what is measured counts when enough of it was. */
  private static final List<CanarySign> EVENTS =
      List.of(CanarySign.RESTARTS, CanarySign.ELECTIONS, CanarySign.DIGEST_MISMATCHES);

  private static final List<CanarySign> MEASURES =
      List.of(CanarySign.LATENCY, CanarySign.FSYNC, CanarySign.REQUESTS);

  /** Of the roll in which this member is next; empty when nobody has to prove anything for it. */
  static Optional<Canary> before(PlanInput input, MemberId next) {
    var toGo = input.state().member(next);
    if (next.role() == Role.OBSERVER || soak(input).isZero() || runsWanted(input, toGo)) {
      return Optional.empty();
    }
    var renewed = voters(input).filter(m -> runsWanted(input, m)).toList();
    var first = renewed.stream().min(Comparator.comparing(Canary::made));
    var others = voters(input).filter(m -> !runsWanted(input, m)).toList();
    return first.filter(m -> !made(m).isBefore(made(toGo))).map(m -> new Canary(input, m, others));
  }

  /** Why the next one waits. */
  static Optional<Blocker> blocker(PlanInput input, MemberId next) {
    return before(input, next).flatMap(Canary::blocker);
  }

  /** When it will have run for long enough. */
  Instant end() {
    return pod().readySince().map(ready -> ready.plus(soak(input))).orElse(input.state().now());
  }

  private Optional<Blocker> blocker() {
    if (pod().canaryAccepted()) {
      return Optional.empty();
    }
    return worse(EVENTS)
        .map(this::regressed)
        .or(this::tooEarly)
        .or(() -> worse(MEASURES).map(this::regressed));
  }

  private Optional<String> worse(List<CanarySign> signs) {
    return signs.stream().flatMap(sign -> sign.worse(input, member, others).stream()).findFirst();
  }

  private Optional<Blocker> tooEarly() {
    return end().isAfter(input.state().now())
        ? Optional.of(
            soaks(
                "it is the first that runs revision %s, and has to run well until %s (spec.rollout.canarySoakSeconds is %d)"
                    .formatted(pod().revision().orElseThrow(), end(), soak(input).toSeconds())))
        : unknown().map(why -> soaks("it is not known how well it has run: " + why));
  }

  /** What is not known is not good (I2). */
  private Optional<String> unknown() {
    return pod().readySince().isEmpty()
        ? Optional.of("its pod does not say since when it is ready")
        : CanarySign.unknown(member);
  }

  private Blocker soaks(String what) {
    return Blocker.of(Reason.CANARY_SOAKING, name(), what);
  }

  private Blocker regressed(String what) {
    return Blocker.of(
        Reason.CANARY_REGRESSED,
        name(),
        "%s; nobody else gets revision %s. Set the specification back, or go on all the same: kubectl annotate pod %s -n %s %s=%s"
            .formatted(
                what,
                pod().revision().orElseThrow(),
                name(),
                input.ensemble().names().namespace(),
                Labels.CANARY,
                Labels.ACCEPTED));
  }

  private String name() {
    return input.name(member.id());
  }

  private PodFacts pod() {
    return member.pod().orElseThrow();
  }

  private static Duration soak(PlanInput input) {
    return Duration.ofSeconds(input.ensemble().rollout().canarySoakSeconds());
  }

  private static Stream<ObservedMember> voters(PlanInput input) {
    return input.committed().voters().stream()
        .map(input.state()::member)
        .filter(m -> m.pod().isPresent());
  }

  private static boolean runsWanted(PlanInput input, ObservedMember member) {
    return member.runs(input.desired().revisions());
  }

  private static Instant made(ObservedMember member) {
    return member.pod().orElseThrow().created();
  }
}
