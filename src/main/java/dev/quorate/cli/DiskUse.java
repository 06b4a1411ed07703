package dev.quorate.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How full the fuller volume of a member is: at least by the files that ZooKeeper counts itself.
 *
 * @param size of the volume, in bytes; empty when it is not known
 */
record DiskUse(double used, OptionalDouble size) {
  private static final double MUCH = 0.75;
  private static final double TOO_MUCH = 0.9;

  static Optional<DiskUse> of(LiveMember member, VolumeSizes sizes) {
    if (member.data().isEmpty() && member.log().isEmpty()) {
      return Optional.empty();
    }
    double data = member.data().orElse(0);
    double log = member.log().orElse(0);
    return sizes.log().isEmpty()
        ? Optional.of(new DiskUse(data + log, sizes.data()))
        : Stream.of(new DiskUse(data, sizes.data()), new DiskUse(log, sizes.log()))
            .max((a, b) -> Double.compare(a.share(), b.share()));
  }

  private double share() {
    return size.isPresent() ? used / size.getAsDouble() : 0;
  }

  Tone tone() {
    if (share() > TOO_MUCH) {
      return Tone.BAD;
    }
    return share() > MUCH ? Tone.WARNING : Tone.PLAIN;
  }

  String text() {
    String most = Amounts.bytes(used);
    return size.isPresent() ? most + " of " + Amounts.bytes(size.getAsDouble()) : most;
  }
}
