package dev.quorate.plan;

import dev.quorate.desired.Fingerprint;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operation that lies ahead, from the moment that it begins to its last write.
 *
 * @param subject pod of the member, or claim, that it is done to
 * @param mark what tells this subject from a later one of the same name; empty for what is still to
 *     be made
 * @param why in words
 * @param quorum the arithmetic before, meanwhile and afterwards
 */
public record Step(
    Kind kind, String subject, Optional<String> mark, String why, StepArithmetic quorum) {

  /** What is done; the names are API. */
  public enum Kind {
    REMOVE("Remove"),
    RESTART("Restart"),
    ADD("Add"),
    REPLACE("Replace"),
    GROW_VOLUME("GrowVolume");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static Kind of(Action action, Reason stage) {
      return switch (action) {
        case Action.AddPod _ -> ADD;
        case Action.GrowClaim _ -> GROW_VOLUME;
        case Action.Reconfigure _ -> stage == Reason.REPLACING_MEMBER ? REPLACE : REMOVE;
        default -> RESTART;
      };
    }
  }

  /** What begins with that. */
  static Step of(PlanInput input, Verdict.Begin begin, StepArithmetic quorum) {
    var action = begin.action();
    return new Step(
        Kind.of(action, begin.stage().reason()),
        subject(input, action),
        mark(input, action).map(Fingerprint::of),
        why(action),
        quorum);
  }

  private static String subject(PlanInput input, Action action) {
    return switch (action) {
      case Action.GrowClaim a -> a.claim();
      default -> member(action).map(input::name).orElse("");
    };
  }

  /** Whom an action is about, when it is about one. */
  static Optional<MemberId> member(Action action) {
    return switch (action) {
      case Action.EvictPod a -> Optional.of(a.member());
      case Action.DeletePod a -> Optional.of(a.member());
      case Action.Reconfigure a -> Optional.of(a.member());
      case Action.AddPod a -> Optional.of(a.member());
      default -> Optional.empty();
    };
  }

  private static Optional<String> mark(PlanInput input, Action action) {
    return switch (action) {
      case Action.GrowClaim a -> Optional.of(a.uid() + " " + a.to());
      case Action.AddPod _ -> Optional.empty();
      default -> member(action).flatMap(id -> input.state().member(id).pod()).map(PodFacts::uid);
    };
  }

  private static String why(Action action) {
    return switch (action) {
      case Action.EvictPod a -> a.message();
      case Action.DeletePod a -> a.message();
      case Action.Reconfigure a -> a.message();
      case Action.AddPod a -> a.message();
      case Action.GrowClaim a -> "%s grows from %s to %s".formatted(a.claim(), a.from(), a.to());
      default -> "";
    };
  }

  /** With what follows in the same operation. */
  Step through(StepArithmetic next) {
    return new Step(kind, subject, mark, why, quorum.through(next));
  }

  /** Whether it is what would begin. */
  boolean begins(PlanInput input, Verdict.Begin begin) {
    return key().equals(of(input, begin, quorum).key());
  }

  /** What is approved of it: everything but the words. */
  String key() {
    return Stream.concat(Stream.of(kind.text(), subject), mark.stream())
        .collect(Collectors.joining(" "));
  }
}
