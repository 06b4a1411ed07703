package dev.quorate.plan;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Topology;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Decides what one pass does.
 *
 * <ol>
 *   <li>Who is listed, and has the ensemble formed? Everything else follows from these two.
 *   <li>Objects that disturb nobody are brought to what they should be, in every pass.
 *   <li>The rules are asked in order; the first that wants a disruptive action gets exactly one,
 *       the first that waits ends the questions.
 *   <li>Before a member that serves is disturbed for a change, {@link Consent} is asked.
 * </ol>
 *
 * <p>Properties: at most one disruptive action per plan (I1); a fact that is unknown blocks what
 * depends on it (I2); nothing destructive depends on status (I11); equal input gives an equal plan
 * (I12).
 */
public final class Planner {
  static final List<Rule> RULES =
      List.of(
          new FormRule(),
          new NoQuorumRule(),
          new TemplateClassRule(),
          new ReplaceRule(),
          new RepairRule(),
          new HealRule(),
          new AdoptionRule(),
          new ForeignVoterRule(new AddRule()),
          new RemoveRule(),
          new RollRule(),
          new AddRule(),
          new DriftRule(),
          new VolumeRule(),
          new ForeignRule(),
          new VolumeClassRule());

  private final BiFunction<Ensemble, Topology, DesiredResources> render;
  private final Pace pace;
  private final Decision decision;

  /**
   * @param render the desired objects for a decided topology
   */
  public Planner(BiFunction<Ensemble, Topology, DesiredResources> render, Pace pace) {
    this(render, pace, Consent.SHIPPED);
  }

  Planner(BiFunction<Ensemble, Topology, DesiredResources> render, Pace pace, Consent consent) {
    this.render = render;
    this.pace = pace;
    this.decision = new Decision(RULES, consent);
  }

  /** For a cluster that shares its operator with no other. */
  public Plan plan(Ensemble ensemble, ObservedState state) {
    return plan(ensemble, state, Turn.mine());
  }

  /**
   * @param turn whether it is this cluster's turn to be changed
   */
  public Plan plan(Ensemble ensemble, ObservedState state, Turn turn) {
    var formation = Formation.of(state);
    var topology = TopologyDecision.decide(ensemble, state, formation);
    var draft = new Draft(ensemble, state, formation, topology, pace);
    if (ensemble.paused()) {
      return draft.paused();
    }
    if (topology.isEmpty()) {
      return draft.blocked(
          List.of(
              Blocker.of(
                  Reason.MEMBERSHIP_UNKNOWN,
                  "ConfigMap %s cannot be read as a list of members; nothing is changed until a leader"
                          .formatted(ensemble.names().membership())
                      + " can be asked, or the ConfigMap is put right")));
    }
    var desired = render.apply(ensemble, topology.get());
    var conflicts = NameConflictCheck.conflicts(ensemble, state, desired.inApplyOrder());
    if (!conflicts.isEmpty()) {
      return draft.blocked(conflicts);
    }
    var input =
        new PlanInput(ensemble, state, formation, topology.get(), desired, draft.health(), turn);
    var otherVolumes = otherVolumes(input);
    if (!otherVolumes.isEmpty()) {
      return draft.blocked(otherVolumes);
    }
    return draft.decided(input, decision.of(input));
  }

  /** Not even the pods' template may be applied then: it would start them without their data. */
  private static List<Blocker> otherVolumes(PlanInput input) {
    return ClaimTemplates.all(input)
        .flatMap(templates -> templates.otherVolumes().stream())
        .map(text -> Blocker.of(Reason.VOLUME_CHANGE_REFUSED, text))
        .toList();
  }
}
