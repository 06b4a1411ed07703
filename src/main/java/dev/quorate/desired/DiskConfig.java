package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Storage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What keeps a volume from filling up (hazard Z42). */
final class DiskConfig implements ZooCfgFragment {
  private static final BigDecimal SMALL = new Quantity("4Gi").getNumericalAmount();

  @Override
  public Map<String, String> defaults(Ensemble ensemble) {
    var keys = new TreeMap<String, String>();
    // Off by default. In hours.
    keys.put("autopurge.purgeInterval", "1");
    keys.put("autopurge.snapRetainCount", "3");
    if (isSmall(ensemble.storage())) {
      // 16 MiB for each new log and 100 MiB of log before a snapshot, instead of 64 MiB and 4 GiB.
      keys.put("preAllocSize", "16384");
      keys.put("snapSizeLimitInKb", "102400");
    }
    return keys;
  }

  private static boolean isSmall(Storage storage) {
    return switch (storage) {
      case Storage.Ephemeral _ -> true;
      case Storage.Persistent(var data, var log, _) ->
          new Quantity(log.orElse(data).size()).getNumericalAmount().compareTo(SMALL) < 0;
    };
  }
}
