package dev.quorate.desired;

import java.util.Map;

/** What lets the membership change while the ensemble runs. */
final class MembershipConfig implements ZooCfgFragment {

  @Override
  public Map<String, String> owned() {
    return Map.of(
        // One server that runs the standalone stack can never grow (hazard Z1).
        "standaloneEnabled", "false",
        // The leader's value decides, so it is the same everywhere (hazard Z2).
        "reconfigEnabled", "true",
        // For ever: its own name may not resolve yet (hazard Z32).
        "electionPortBindRetry", "0");
  }
}
