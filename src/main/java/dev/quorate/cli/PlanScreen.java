package dev.quorate.cli;

import dev.quorate.api.ApprovalMode;
import dev.quorate.api.PlanStatus;
import dev.quorate.api.RolloutSpec;
import dev.quorate.api.StepStatus;
import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.model.Labels;
import java.util.List;
import java.util.Optional;

/** What lies ahead, step by step with what it does to the quorum, and how it is approved. */
final class PlanScreen {
  private static final String INDENT = "   ";
  private static final String APPROVED = "Approved";
  private static final String OUTDATED = "Outdated";

  private final ClusterFacts facts;
  private final Hint hint;
  private final Page page;

  private PlanScreen(ClusterFacts facts, Ink ink) {
    this.facts = facts;
    this.hint = new Hint(facts.namespace(), facts.name());
    this.page = new Page(ink);
  }

  static List<String> of(ClusterFacts facts, Ink ink) {
    var screen = new PlanScreen(facts, ink);
    facts.plan().ifPresentOrElse(screen::plan, screen::nothing);
    return screen.page.all();
  }

  private void nothing() {
    String who = "%s in %s: ".formatted(page.ink().strong(facts.name()), facts.namespace());
    if (asksForApproval(facts)) {
      page.prose("", who + "nothing lies ahead. The next change waits until you approve it.");
      return;
    }
    page.prose("", who + "no plan is published, because changes begin without approval.");
    page.prose("", "To see the next change before it is done:");
    page.line(INDENT + page.ink().strong(hint.annotate(Labels.PLAN, "true")));
  }

  /** Whether changes wait for a person, by the specification or by annotation. */
  static boolean asksForApproval(ClusterFacts facts) {
    var annotations = facts.resource().getMetadata().getAnnotations();
    boolean bySpecification =
        Optional.ofNullable(facts.resource().getSpec())
            .map(ZookeeperClusterSpec::rollout)
            .map(RolloutSpec::approval)
            .filter(ApprovalMode.MANUAL::equals)
            .isPresent();
    return bySpecification || (annotations != null && "true".equals(annotations.get(Labels.PLAN)));
  }

  private void plan(PlanStatus plan) {
    page.line(
        "%s in %s: plan %s, %s"
            .formatted(
                page.ink().strong(facts.name()),
                facts.namespace(),
                page.ink().strong(plan.hash()),
                approval(plan)));
    int done = plan.done() == null ? 0 : plan.done();
    if (done > 0) {
      page.line(done == 1 ? "1 step is done." : "%d steps are done.".formatted(done));
    }
    page.gap();
    List<StepStatus> steps = plan.steps() == null ? List.of() : plan.steps();
    steps.forEach(this::step);
    if (plan.more() != null && plan.more() > 0) {
      page.line("and %d more, in status.plan.outline".formatted(plan.more()));
    }
    if (!APPROVED.equals(plan.approval())) {
      page.gap().line("To approve exactly this:");
      page.line(INDENT + page.ink().strong(hint.plan() + " --approve " + plan.hash()));
    }
  }

  private String approval(PlanStatus plan) {
    if (APPROVED.equals(plan.approval())) {
      return page.ink().paint(Tone.GOOD, "approved");
    }
    return page.ink()
        .paint(
            Tone.WARNING,
            OUTDATED.equals(plan.approval())
                ? "which is another one than the one that was approved"
                : "waits for approval");
  }

  private void step(StepStatus step) {
    page.line(
        "%s %s %s"
            .formatted(
                (step.number() + ".  ").substring(0, 3),
                page.ink().strong(step.action()),
                step.subject()));
    if (step.why() != null && !step.why().isEmpty()) {
      page.prose(INDENT + " ", step.why());
    }
    if (step.quorum() != null) {
      page.prose(INDENT + " ", "quorum: " + step.quorum());
    }
  }
}
