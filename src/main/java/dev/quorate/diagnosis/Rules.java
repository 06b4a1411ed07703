package dev.quorate.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule, in the order of their ids. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.of(
              QuorumRules.ALL,
              PodRules.ALL,
              DiskRules.ALL,
              ProcessRules.ALL,
              NetworkRules.ALL,
              ClientRules.ALL)
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Rule::id))
          .toList();

  private static final Map<String, Rule> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::name, Function.identity()));

  private Rules() {}

  public static List<Rule> all() {
    return ALL;
  }

  public static Optional<Rule> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
