package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.Question.OfMembers;
import java.util.List;
import java.util.OptionalDouble;

/** What the performance probe meets as a client; where nobody asks for it, nothing. */
final class ProbeRules {
  private static final int IN_A_ROW = 3;

  static final List<Rule> ALL =
      List.of(
          rule("D14", "ProbeFails", Area.CLIENTS, Level.CRITICAL)
              .says(
                  "serves nobody, although it says that it does",
                  "Clients of this member get errors or no answer, while its other signs are good",
                  "Look at what is between a client and the member: NetworkPolicies for port 2181,"
                      + " the limit of connections, a refused password of the superuser",
                  "kubectl logs {pod} -n {namespace} --since=10m")
              .when(Patience.minutes(1), new OfMembers((_, m) -> failing(m)), "ProbeSlow"),
          rule("D54", "ProbeSlow", Area.CLIENTS, Level.WARNING)
              .says(
                  "answers the performance probe slowly",
                  "Clients of this member wait as long as the probe does",
                  "Look at the network between clients and the member when its own latencies are"
                      + " small, else at its disk and CPU",
                  "kubectl zk top {cluster} -n {namespace}")
              .when(
                  Patience.minutes(1),
                  Measure.of("for the slowest request of a round", "ms", (_, m) -> millis(m))
                      .above(200)));

  private ProbeRules() {}

  /**
   * A member that says itself that it serves nobody is what other rules tell of. Why it failed may
   * be different words each time, and no news.
   */
  private static Verdict failing(MemberVitals member) {
    var probe = member.probe();
    return member.health().isSynced() && probe.failures() >= IN_A_ROW
        ? Verdict.found(
            Level.CRITICAL,
            "failed rounds",
            "%d rounds of the performance probe in a row, or more, have failed; the latest: %s"
                .formatted(IN_A_ROW, probe.why()))
        : Verdict.fine();
  }

  /** Who is not asked, or serves nobody, is not slow. */
  private static OptionalDouble millis(MemberVitals member) {
    return member.health().isSynced() && !member.probe().equals(ProbeCourse.NONE)
        ? member.probe().usualMillis()
        : OptionalDouble.of(0);
  }
}
