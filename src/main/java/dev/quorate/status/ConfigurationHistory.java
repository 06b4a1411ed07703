package dev.quorate.status;

import dev.quorate.api.ConfigurationChangeStatus;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.SetTemplate;
import dev.quorate.model.Revisions;
import dev.quorate.model.Role;
import dev.quorate.plan.Action;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The last revisions of what voters are made from, the newest first. One is entered when the
 * StatefulSet has it; what changed is known in the pass that puts it there, which sees both. Values
 * are never told: any of them may be a secret.
 */
final class ConfigurationHistory {
  static final int MOST_KEYS = 20;

  private ConfigurationHistory() {}

  static List<ConfigurationChangeStatus> of(Situation situation, Snapshot before, Instant now) {
    var history = before.configurationHistory();
    return situation
        .planned()
        .flatMap(pass -> entry(pass, now))
        .filter(entry -> isNew(entry, history))
        .map(entry -> Newest.first(entry, history))
        .orElse(history);
  }

  /** What the newest entry says of a change that was not told before. */
  static Optional<ConfigurationChangeStatus> news(Snapshot before, Snapshot after) {
    return after.configurationHistory().stream()
        .findFirst()
        .filter(entry -> isNew(entry, before.configurationHistory()));
  }

  private static boolean isNew(
      ConfigurationChangeStatus entry, List<ConfigurationChangeStatus> history) {
    return history.isEmpty() || !Objects.equals(history.getFirst().revision(), entry.revision());
  }

  private static Optional<ConfigurationChangeStatus> entry(Pass.Planned pass, Instant now) {
    var live = pass.state().set(Role.VOTER).flatMap(MemberSet::template);
    return pass.plan()
        .revisions()
        .map(Revisions::voters)
        .flatMap(revision -> entry(pass, revision, live, now));
  }

  private static Optional<ConfigurationChangeStatus> entry(
      Pass.Planned pass, String revision, Optional<SetTemplate> live, Instant now) {
    var was = live.flatMap(SetTemplate::revision);
    if (was.equals(Optional.of(revision))) {
      return Optional.of(unexplained(revision, now));
    }
    var applied = applied(pass);
    return applied.map(is ->
        live.map(template -> explained(revision, ConfigurationChange.between(template, is), now))
            .orElseGet(() -> unexplained(revision, now)));
  }

  /** What the StatefulSet has since this pass; empty when that is what it had. */
  private static Optional<SetTemplate> applied(Pass.Planned pass) {
    String name = pass.names().voters();
    return objects(pass.outcomes().done(), StatefulSet.class)
        .filter(set -> set.getMetadata().getName().equals(name))
        .map(set -> set.getSpec().getTemplate())
        .map(template ->
            new SetTemplate(template, files(pass, SetTemplate.configuration(template).orElse(""))))
        .findFirst();
  }

  private static Map<String, String> files(Pass.Planned pass, String configuration) {
    return objects(pass.plan().actions(), ConfigMap.class)
        .filter(map -> map.getMetadata().getName().equals(configuration))
        .map(ConfigMap::getData)
        .findFirst()
        .orElse(Map.of());
  }

  private static <T extends HasMetadata> Stream<T> objects(List<Action> actions, Class<T> type) {
    return actions.stream()
        .filter(Action.Apply.class::isInstance)
        .map(action -> ((Action.Apply) action).desired())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static ConfigurationChangeStatus unexplained(String revision, Instant now) {
    return new ConfigurationChangeStatus(Timestamp.of(now), revision, null, null);
  }

  private static ConfigurationChangeStatus explained(
      String revision, SortedSet<String> keys, Instant now) {
    int more = keys.size() - MOST_KEYS;
    return new ConfigurationChangeStatus(
        Timestamp.of(now),
        revision,
        keys.stream().limit(MOST_KEYS).toList(),
        more > 0 ? more : null);
  }
}
