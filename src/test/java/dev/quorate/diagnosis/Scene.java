package dev.quorate.diagnosis;

import dev.quorate.facts.ObservedState;
import dev.quorate.model.MemberId;
import dev.quorate.model.ProbeRound;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.MemberSketch;
import dev.quorate.testing.ObservedStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * What is seen of the ensemble {@code ns/zk} at some moment: {@code Scene.healthy(3)}, in which
 * member 2 leads, and what is different from that. Nobody tells a figure that is not named.
 */
final class Scene {
  private final int voters;
  private final List<Consumer<ObservedStates>> changes = new ArrayList<>();
  private final Map<Integer, Map<Figure, Double>> figures = new TreeMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> asked = new HashMap<>();
  private final Map<ZooKeeperVersion, List<String>> defects = new HashMap<>();
  private final Map<MemberId, Double> volumeUse = new HashMap<>();
  private final Map<MemberId, LogSigns> logs = new HashMap<>();
  private final Map<String, ProbeCourse> rounds = new HashMap<>();
  private Thresholds thresholds = Thresholds.shipped();
  private final Set<Long> planned = new HashSet<>();
  private UnaryOperator<ObservedState> lastly = UnaryOperator.identity();

  private Scene(int voters) {
    this.voters = voters;
  }

  static Scene healthy(int voters) {
    return new Scene(voters);
  }

  /** Three voters, of which the second leads. */
  static Scene healthy() {
    return healthy(3);
  }

  Scene but(Consumer<ObservedStates> change) {
    changes.add(change);
    return this;
  }

  Scene member(int id, Consumer<MemberSketch> change) {
    return but(states -> states.change(id, change));
  }

  /** Every member tells this. */
  Scene tells(Figure figure, double value) {
    for (int id = 1; id <= voters; id++) {
      tells(id, figure, value);
    }
    return this;
  }

  Scene tells(int id, Figure figure, double value) {
    figures.computeIfAbsent(id, _ -> new EnumMap<>(Figure.class)).put(figure, value);
    return this;
  }

  /** Every member runs with this. */
  Scene runsWith(String key, String value) {
    settings.put(key, value);
    return this;
  }

  Scene asks(String key, String value) {
    asked.put(key, value);
    return this;
  }

  Scene defect(String release, String about) {
    defects.put(ZooKeeperVersion.parse(release).orElseThrow(), List.of(about));
    return this;
  }

  /** Somebody has measured its volumes. */
  Scene volumeUse(int id, double percent) {
    volumeUse.put(new MemberId(id), percent);
    return this;
  }

  /** The end of its log has been read. */
  Scene log(int id, String... lines) {
    logs.put(new MemberId(id), LogSigns.of(String.join("\n", lines)));
    return this;
  }

  /** The performance probe has made these rounds through it. */
  Scene probed(int id, ProbeRound... made) {
    var course = ProbeCourse.NONE;
    for (var round : made) {
      course = course.after(round);
    }
    rounds.put("zk-" + (id - 1), course);
    return this;
  }

  /** These epochs began because the operator took the leader away. */
  Scene planned(long... epochs) {
    LongStream.of(epochs).forEach(planned::add);
    return this;
  }

  Scene thresholds(Thresholds newThresholds) {
    thresholds = newThresholds;
    return this;
  }

  Scene lastly(UnaryOperator<ObservedState> change) {
    lastly = change;
    return this;
  }

  Vitals at(Instant time) {
    var states = ObservedStates.healthy(voters);
    changes.forEach(change -> change.accept(states));
    Map<MemberId, Told> told = new HashMap<>();
    for (int id = 1; id <= voters; id++) {
      told.put(
          new MemberId(id),
          new Told(
              Figures.of(figures.getOrDefault(id, Map.of())),
              settings.isEmpty() ? Told.NOTHING.settings() : Optional.of(settings)));
    }
    var setup = new Setup(Ensembles.of(voters).build().names(), asked, thresholds, defects);
    return Vitals.of(setup, lastly.apply(states.at(time).build()), told, volumeUse)
        .planned(planned)
        .logged(logs)
        .probed(rounds);
  }
}
