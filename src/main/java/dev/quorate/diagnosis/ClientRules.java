package dev.quorate.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** What clients do to the ensemble, and what they notice of it. */
final class ClientRules {
  static final List<Rule> ALL =
      Stream.of(LoadRules.ALL, SessionRules.ALL, ProbeRules.ALL).flatMap(List::stream).toList();

  private ClientRules() {}
}
