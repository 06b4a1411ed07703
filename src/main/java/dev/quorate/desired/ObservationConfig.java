package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.Map;

/** How probes, the operator and monitoring look at a member. */
final class ObservationConfig implements ZooCfgFragment {

  @Override
  public Map<String, String> owned() {
    return Map.of(
        // Cheap, and none of them changes anything (hazard Z75).
        "4lw.commands.whitelist",
        "conf, hash, isro, mntr, ruok, srvr",
        // On by default before 3.10 and off from then on (hazard Z64); said, so that it stays.
        "admin.enableServer",
        "true",
        "admin.serverPort",
        Integer.toString(ServerPort.ADMIN),
        "metricsProvider.className",
        "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
        "metricsProvider.httpPort",
        Integer.toString(ServerPort.METRICS));
  }

  @Override
  public Map<String, String> defaults(Ensemble ensemble) {
    return Map.of(
        "metricsProvider.exportJvmInfo", "true",
        // Long pauses of the JVM look like network trouble to everyone else; logged and counted.
        "jvm.pause.monitor", "true");
  }
}
