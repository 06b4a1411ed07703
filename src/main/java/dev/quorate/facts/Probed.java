package dev.quorate.facts;

import java.util.Optional;
import java.util.function.Function;

/** A fact that was read, or the reason why it could not be read. Unknown is never false (I2). */
public sealed interface Probed<T> {

  /** The fact was read. */
  record Known<T>(T value) implements Probed<T> {}

  /**
   * The fact could not be read.
   *
   * @param why a sentence for people, for example {@code connection refused by 10.1.2.3:2181}
   */
  record Unknown<T>(String why) implements Probed<T> {}

  static <T> Probed<T> known(T value) {
    return new Known<>(value);
  }

  static <T> Probed<T> unknown(String why) {
    return new Unknown<>(why);
  }

  /** The value, for questions in which unknown and absent have the same answer. */
  default Optional<T> ifKnown() {
    return switch (this) {
      case Known<T>(T value) -> Optional.of(value);
      case Unknown<T> _ -> Optional.empty();
    };
  }

  /** A fact derived from this one; as unknown as this one. */
  default <R> Probed<R> map(Function<T, R> derive) {
    return switch (this) {
      case Known<T>(T value) -> known(derive.apply(value));
      case Unknown<T>(String why) -> unknown(why);
    };
  }
}
