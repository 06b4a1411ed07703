package dev.quorate.desired;

import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * When does the kubelet call a member started, alive, ready? Programs, not ports: the client port
 * is open long before the data is loaded. None of them starts a JVM.
 */
final class ServerProbes {
  private static final int TIMEOUT_SECONDS = 5;

  private ServerProbes() {}

  /** Ten minutes to load the data (hazard Z41), asked every second so that nobody waits for it. */
  static Probe startup() {
    return probe("alive").withPeriodSeconds(1).withFailureThreshold(600).build();
  }

  /** A minute of silence; never about the quorum, because a restart cannot bring that back. */
  static Probe liveness() {
    return probe("alive").withPeriodSeconds(10).withFailureThreshold(6).build();
  }

  /** Serves clients. Asked often: rolls and client traffic wait for it. */
  static Probe readiness() {
    return probe("ready").withPeriodSeconds(2).withFailureThreshold(3).build();
  }

  private static ProbeBuilder probe(String question) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand("/bin/bash", Mount.CONFIG.path() + "/" + ConfigFiles.PROBE, question)
        .endExec()
        .withTimeoutSeconds(TIMEOUT_SECONDS);
  }
}
