package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a member reads when it starts, in a ConfigMap of its own per content: a container
 * that crashes starts again with the files that its pod began with, whatever was asked for since.
 *
 * @param hash says everything about the contents, so that the same files always have the same name
 */
record ConfigFiles(SortedMap<String, String> contents, String hash) {
  static final String ZOO_CFG = "zoo.cfg";
  static final String LOGBACK_XML = "logback.xml";
  static final String JAVA_SECURITY = "java.security";
  static final String START = "start.sh";
  static final String PROBE = "probe.sh";

  static ConfigFiles of(Ensemble ensemble, Scripts scripts) {
    var contents = new TreeMap<String, String>();
    contents.put(ZOO_CFG, ZooCfg.of(ensemble));
    contents.put(LOGBACK_XML, LogbackXml.of(ensemble.logging()));
    contents.put(JAVA_SECURITY, javaSecurity());
    contents.put(START, scripts.start());
    contents.put(PROBE, scripts.probe());
    return new ConfigFiles(contents, Fingerprint.of(contents));
  }

  /** Addresses of pods change with every restart; in seconds (hazards Z31 and Z33). */
  private static String javaSecurity() {
    var properties = new TreeMap<String, String>();
    properties.put("networkaddress.cache.ttl", "5");
    properties.put("networkaddress.cache.negative.ttl", "0");
    return PropertiesText.of(properties);
  }

  String name(Ensemble ensemble) {
    return ensemble.names().config(hash);
  }

  ConfigMap inCluster(Ensemble ensemble) {
    return new ConfigMapBuilder()
        .withMetadata(Metadata.of(ensemble, name(ensemble)).build())
        .withData(contents)
        .withImmutable(true)
        .build();
  }
}
