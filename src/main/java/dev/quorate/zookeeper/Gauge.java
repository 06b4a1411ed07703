package dev.quorate.zookeeper;

import java.util.List;

/**
 * Figures of {@code mntr} that Quorate knows. Which of them a server reports depends on the part it
 * plays, so that absence means something: only a leader counts synced followers.
 */
public enum Gauge {
  /** How many members of the configuration vote; not the majority of them. */
  QUORUM_SIZE("quorum_size"),
  /** Leader: connected followers and observers. */
  LEARNERS("learners"),
  /** Leader: followers that are synced, including those without a vote. */
  SYNCED_FOLLOWERS("synced_followers"),
  /** Leader: followers that are synced and no members of the configuration (joining or removed). */
  SYNCED_NON_VOTING_FOLLOWERS("synced_non_voting_followers"),
  /** Leader, or a follower that feeds observers. */
  SYNCED_OBSERVERS("synced_observers"),
  /** Leader: syncs that followers wait for. */
  PENDING_SYNCS("pending_syncs"),
  /** Leader: milliseconds since it leads. */
  LEADER_UPTIME("leader_uptime"),
  /** Observer: id of the server that feeds it. */
  OBSERVER_MASTER_ID("observer_master_id"),
  /** Milliseconds since it serves. */
  UPTIME("uptime"),
  OUTSTANDING_REQUESTS("outstanding_requests"),
  /** Milliseconds, since start or reset. */
  MIN_LATENCY("min_latency"),
  /** Milliseconds, since start or reset. */
  AVG_LATENCY("avg_latency"),
  /** Milliseconds, since start or reset. */
  MAX_LATENCY("max_latency"),
  PACKETS_RECEIVED("packets_received"),
  PACKETS_SENT("packets_sent"),
  NUM_ALIVE_CONNECTIONS("num_alive_connections"),
  GLOBAL_SESSIONS("global_sessions"),
  LOCAL_SESSIONS("local_sessions"),
  ZNODE_COUNT("znode_count"),
  WATCH_COUNT("watch_count"),
  EPHEMERALS_COUNT("ephemerals_count"),
  /** Bytes. */
  APPROXIMATE_DATA_SIZE("approximate_data_size"),
  OPEN_FILE_DESCRIPTOR_COUNT("open_file_descriptor_count"),
  MAX_FILE_DESCRIPTOR_COUNT("max_file_descriptor_count"),
  /** Elections that ended with this server as leader or follower. */
  ELECTION_COUNT("cnt_election_time", "election_time_count"),
  /** How often it looked for a leader. */
  LOOKING_COUNT("looking_count"),
  /** Leader: followers brought up to date by a copy of the whole database. */
  SNAP_COUNT("snap_count"),
  /** Leader: followers brought up to date by what they missed. */
  DIFF_COUNT("diff_count"),
  /** Transactions whose result differs between members: diverged data. */
  DIGEST_MISMATCHES_COUNT("digest_mismatches_count"),
  AUTH_FAILED_COUNT("auth_failed_count"),
  CONNECTION_REJECTED("connection_rejected");

  private final String key;
  private final String prometheusKey;

  Gauge(String key) {
    this(key, key);
  }

  Gauge(String key, String prometheusKey) {
    this.key = key;
    this.prometheusKey = prometheusKey;
  }

  /** The spellings of the metrics providers, without the prefix of {@code mntr}. */
  List<String> keys() {
    return key.equals(prometheusKey) ? List.of(key) : List.of(key, prometheusKey);
  }
}
