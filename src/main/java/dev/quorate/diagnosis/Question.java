package dev.quorate.diagnosis;

import dev.quorate.model.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a rule asks of a moment and those before it: once, or of each member. */
public sealed interface Question permits Question.OfEnsemble, Question.OfMembers, Measure {

  /** One verdict about everyone that the question is about. */
  List<Answer> ask(Rounds rounds, Limits limits);

  /** Whether it is asked of each member. */
  boolean isOfMembers();

  /**
   * One verdict.
   *
   * @param member empty when it is about the ensemble
   */
  record Answer(Optional<MemberId> member, Verdict verdict) {}

  /** Asked once. */
  record OfEnsemble(Function<Rounds, Verdict> test) implements Question {
    @Override
    public List<Answer> ask(Rounds rounds, Limits limits) {
      return List.of(new Answer(Optional.empty(), test.apply(rounds)));
    }

    @Override
    public boolean isOfMembers() {
      return false;
    }
  }

  /** Asked of each member. */
  record OfMembers(BiFunction<Rounds, MemberVitals, Verdict> test) implements Question {
    @Override
    public List<Answer> ask(Rounds rounds, Limits limits) {
      return rounds.now().members().values().stream()
          .map(m -> new Answer(Optional.of(m.id()), test.apply(rounds, m)))
          .toList();
    }

    @Override
    public boolean isOfMembers() {
      return true;
    }
  }
}
