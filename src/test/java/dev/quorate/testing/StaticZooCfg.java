package dev.quorate.testing;

/** The static part of zoo.cfg as the operator renders it; the start script adds the rest. */
public final class StaticZooCfg {
  public static final String TEXT =
      """
      4lw.commands.whitelist=srvr, mntr, ruok, isro, conf, hash
      admin.enableServer=true
      admin.serverPort=8080
      autopurge.purgeInterval=1
      autopurge.snapRetainCount=3
      db.autocreate=false
      electionPortBindRetry=0
      initLimit=10
      maxClientCnxns=0
      metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider
      metricsProvider.exportJvmInfo=true
      metricsProvider.httpPort=7000
      reconfigEnabled=true
      standaloneEnabled=false
      syncLimit=5
      tickTime=2000
      """;

  private StaticZooCfg() {}
}
