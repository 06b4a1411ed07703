package dev.quorate.status;

import java.util.List;
import java.util.stream.Stream;

/** The last entries of a history in a status, the newest first: no more than a status bears. */
final class Newest {
  static final int MOST = 10;

  private Newest() {}

  static <T> List<T> first(T newest, List<T> others) {
    return Stream.concat(Stream.of(newest), others.stream()).limit(MOST).toList();
  }
}
