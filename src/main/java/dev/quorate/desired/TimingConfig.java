package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.Map;

/** How long members wait for one another; in ticks but for the tick, which is in milliseconds. */
final class TimingConfig implements ZooCfgFragment {

  @Override
  public Map<String, String> defaults(Ensemble ensemble) {
    return Map.of(
        "tickTime", "2000",
        // Must cover the transfer of a snapshot (hazard Z40).
        "initLimit", "10",
        "syncLimit", "5",
        // Else it follows initLimit: a large one for large data would make elections slow too.
        "connectToLearnerMasterLimit", "5");
  }
}
