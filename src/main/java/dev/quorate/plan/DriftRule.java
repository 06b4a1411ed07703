package dev.quorate.plan;

/**
 * Has every member of ours its own addresses in the committed configuration? They are put right one
 * at a time, followers first and the leader last. Who was taken out or has the wrong role is seen
 * to by the rules that add and remove.
 */
final class DriftRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return AddressRepair.next(input).orElse(Verdict.pass());
  }
}
