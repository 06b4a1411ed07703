package dev.quorate.cli;

import java.util.OptionalDouble;

/** How large the volumes of a member are, in bytes; a member without one for its log has none. */
record VolumeSizes(OptionalDouble data, OptionalDouble log) {
  static final VolumeSizes UNKNOWN =
      new VolumeSizes(OptionalDouble.empty(), OptionalDouble.empty());
}
