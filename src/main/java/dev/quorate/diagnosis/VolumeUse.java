package dev.quorate.diagnosis;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.MemberId;
import dev.quorate.model.Mount;
import dev.quorate.zookeeper.ConfReport;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How full are the volumes of a member, in percent? Where nobody measures them, at least as full as
 * the files that ZooKeeper counts itself ({@code conf}).
 */
final class VolumeUse {
  private VolumeUse() {}

  static OptionalDouble of(
      ObservedState state, MemberId id, Told told, Map<MemberId, Double> measured) {
    return measured.containsKey(id)
        ? OptionalDouble.of(measured.get(id))
        : told.settings()
            .map(settings -> counted(state, id, settings))
            .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble counted(
      ObservedState state, MemberId id, Map<String, String> settings) {
    return DoubleStream.concat(
            share(
                ConfReport.number(settings, ConfReport.DATA_SIZE), capacity(state, id, Mount.DATA)),
            share(
                ConfReport.number(settings, ConfReport.LOG_SIZE),
                capacity(state, id, Mount.DATALOG)))
        .max();
  }

  private static DoubleStream share(OptionalDouble bytes, Optional<Double> capacity) {
    return capacity.stream().flatMapToDouble(all -> bytes.stream().map(used -> 100 * used / all));
  }

  private static Optional<Double> capacity(ObservedState state, MemberId id, Mount mount) {
    return state.sets().values().stream()
        .map(MemberSet::volumes)
        .flatMap(Collection::stream)
        .filter(volume -> volume.member().equals(id) && volume.template().equals(mount.volume()))
        .flatMap(volume -> volume.capacity().stream())
        .map(Quantity::getNumericalAmount)
        .map(Number::doubleValue)
        .filter(all -> all > 0)
        .findFirst();
  }
}
