package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.Map;

/** The zoo.cfg keys of one concern. */
interface ZooCfgFragment {

  /** Keys that nobody but the operator sets. */
  default Map<String, String> owned() {
    return Map.of();
  }

  /** Keys that are there unless the user sets them. */
  default Map<String, String> defaults(Ensemble ensemble) {
    return Map.of();
  }
}
