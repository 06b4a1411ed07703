package dev.quorate.zookeeper;

import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import java.time.Duration;

/**
 * One session with an ensemble, for one thread. Nothing is ever retried in it: after an unknown
 * outcome, close it and read the configuration again in a new one (hazard Z17).
 */
public interface AdminSession extends AutoCloseable {

  /**
   * Reads the committed configuration, after a sync, so that a server that lags behind its leader
   * does not answer with an old one (hazard Z18). A leader that has just been deposed may still do
   * so; every change is therefore guarded by the version that was read.
   */
  AdminResult<QuorumConfig> committedConfig();

  /**
   * Changes the membership if the committed configuration is still the one that was read (hazard
   * Z15).
   *
   * @return the new configuration
   */
  AdminResult<QuorumConfig> reconfigure(MembershipChange change, QuorumConfig read);

  /**
   * Has a transaction committed that changes no data and wakes no watch. Once it has passed, a
   * quorum of the current configuration acts on everything before it (hazard Z12).
   *
   * @return how long that took
   */
  AdminResult<Duration> barrier();

  /** Ends the session; lasts no longer than a request. */
  @Override
  void close();
}
