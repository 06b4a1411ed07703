package dev.quorate.diagnosis;

import dev.quorate.zookeeper.MntrReport;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A figure of {@code mntr} that a rule asks for: by the name that the default metrics provider
 * gives it, and by those of the Prometheus one where they differ. Times are in milliseconds.
 */
public enum Figure {
  OUTSTANDING_REQUESTS("outstanding_requests"),
  PENDING_SYNCS("pending_syncs"),
  CONNECTIONS("num_alive_connections"),
  ZNODES("znode_count"),
  WATCHES("watch_count"),
  EPHEMERALS("ephemerals_count"),
  DATA_WATCHES_FIRED("sum_node_changed_watch_count", "node_changed_watch_count_sum"),
  CHILD_WATCHES_FIRED("sum_node_children_watch_count", "node_children_watch_count_sum"),
  DATA_BYTES("approximate_data_size"),
  OPEN_FILES("open_file_descriptor_count"),
  MOST_FILES("max_file_descriptor_count"),
  SNAP_SYNCS("snap_count"),
  DIGEST_MISMATCHES("digest_mismatches_count"),
  UNRECOVERABLE_ERRORS("unrecoverable_error_count"),
  AUTH_FAILED("auth_failed_count"),
  ENSEMBLE_AUTH_FAILED("ensemble_auth_fail"),
  CONNECTIONS_REJECTED("connection_rejected"),
  CONNECTION_REQUESTS("connection_request_count"),
  SESSIONS_EXPIRED("stale_sessions_expired"),
  THROTTLED_OPERATIONS("throttled_ops"),
  THROTTLE_WAITS("request_throttle_wait_count"),
  LARGE_REQUESTS_REJECTED("large_requests_rejected"),
  LARGEST_RESPONSE("max_client_response_size"),
  LARGEST_PROPOSAL("max_proposal_size"),
  ELECTION_COUNT("cnt_election_time", "election_time_count"),
  ELECTION_TIME("sum_election_time", "election_time_sum"),
  FSYNC_COUNT("cnt_fsynctime", "fsynctime_count"),
  FSYNC_TIME("sum_fsynctime", "fsynctime_sum"),
  SNAPSHOT_COUNT("cnt_snapshottime", "snapshottime_count"),
  SNAPSHOT_TIME("sum_snapshottime", "snapshottime_sum"),
  SYNC_COUNT("cnt_follower_sync_time", "follower_sync_time_count"),
  SYNC_TIME("sum_follower_sync_time", "follower_sync_time_sum"),
  PAUSE_TIME("sum_jvm_pause_time_ms", "jvm_pause_time_ms_sum"),
  READ_COUNT("cnt_readlatency", "readlatency_count"),
  READ_P99("p99_readlatency", "readlatency{quantile=\"0.99\"}"),
  UPDATE_COUNT("cnt_updatelatency", "updatelatency_count"),
  UPDATE_P99("p99_updatelatency", "updatelatency{quantile=\"0.99\"}"),
  /** Of the old generation, by collector: what is young there says nothing of pressure. */
  OLD_HEAP_USED(
      "jvm_memory_pool_bytes_used{pool=\"G1 Old Gen\"}",
      "jvm_memory_pool_bytes_used{pool=\"Tenured Gen\"}",
      "jvm_memory_pool_bytes_used{pool=\"PS Old Gen\"}"),
  OLD_HEAP_LARGEST(
      "jvm_memory_pool_bytes_max{pool=\"G1 Old Gen\"}",
      "jvm_memory_pool_bytes_max{pool=\"Tenured Gen\"}",
      "jvm_memory_pool_bytes_max{pool=\"PS Old Gen\"}"),
  /** In percent, of the one that is nearest to its limit. */
  QUOTA_USED(mntr -> OptionalDouble.of(QuotaUse.percent(mntr)));

  @SuppressWarnings("ImmutableEnumChecker") // holds nothing but List.of
  private final Function<MntrReport, OptionalDouble> reading;

  /** By the first spelling that has a value, without the prefix of {@code mntr}. */
  Figure(String... keys) {
    this(mntr ->
        Stream.of(keys)
            .map(mntr::value)
            .filter(OptionalDouble::isPresent)
            .findFirst()
            .orElse(OptionalDouble.empty()));
  }

  Figure(Function<MntrReport, OptionalDouble> reading) {
    this.reading = reading;
  }

  OptionalDouble in(MntrReport mntr) {
    return reading.apply(mntr);
  }
}
