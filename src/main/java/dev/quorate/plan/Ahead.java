package dev.quorate.plan;

import dev.quorate.desired.Fingerprint;
import dev.quorate.facts.Probed;
import dev.quorate.model.Role;
import java.util.List;
import java.util.Optional;

/**
 * What lies ahead of an ensemble that waits for a person's approval, and whether there is one.
 *
 * <p>What a person has written is the hash of a plan. While the plan is carried out fewer steps are
 * left, and their hash is another one; then the outline that was published counts, if it has
 * exactly the hash that the person wrote, and if what is left is the rest of it. So a status that
 * is lost or forged can only make the operator ask again (I11).
 *
 * @param hash what has to be written to approve it
 * @param steps those that are left
 * @param outline of the whole plan, done or not
 */
public record Ahead(String hash, Approval approval, List<Step> steps, Outline outline) {

  /** What a person says of it. */
  public enum Approval {
    WAITING("Waiting"),
    APPROVED("Approved"),
    OUTDATED("Outdated");

    private final String text;

    Approval(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Ahead {
    steps = List.copyOf(steps);
  }

  /** Known to be nothing also when nobody has to approve anything. */
  static Probed<Optional<Ahead>> of(PlanInput input) {
    if (!input.ensemble().approval().required()) {
      return Probed.known(Optional.empty());
    }
    if (!input.state().quorum().isAvailable()) {
      return Probed.unknown("no leader can be asked");
    }
    var steps = new Foresight(Planner.RULES).of(input);
    return Probed.known(steps.isEmpty() ? Optional.empty() : Optional.of(judged(input, steps)));
  }

  private static Ahead judged(PlanInput input, List<Step> steps) {
    var outline = Outline.of(steps);
    var published = new Outline(input.state().publishedOutline());
    var given = input.ensemble().approval().given();
    String hash = hash(input, outline);
    if (given.equals(Optional.of(hash))) {
      return new Ahead(hash, Approval.APPROVED, steps, outline);
    }
    String ofPublished = hash(input, published);
    return given.equals(Optional.of(ofPublished)) && outline.isRestOf(published)
        ? new Ahead(ofPublished, Approval.APPROVED, steps, published)
        : new Ahead(hash, given.isPresent() ? Approval.OUTDATED : Approval.WAITING, steps, outline);
  }

  /** Of where it shall lead to, and of the way. */
  private static String hash(PlanInput input, Outline outline) {
    return Fingerprint.of(
        List.of(
            input.ensemble().version().toString(),
            input.ensemble().image(),
            goal(input, Role.VOTER),
            goal(input, Role.OBSERVER),
            outline.lines()));
  }

  /** Who there shall be, and what they shall run; observers that shall go run nothing. */
  private static List<String> goal(PlanInput input, Role role) {
    var wanted = input.ensemble().wanted(role);
    return wanted.isEmpty()
        ? List.of()
        : List.of(
            Integer.toString(wanted.size()),
            input.desired().revisions().of(wanted.first()).orElseThrow());
  }

  /** How many steps of the plan are done. */
  public int done() {
    return outline.steps() - steps.size();
  }
}
