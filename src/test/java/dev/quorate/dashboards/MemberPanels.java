package dev.quorate.dashboards;

/**
 * Panels about what ZooKeeper servers say of themselves at port 7000, of one or of some members.
 *
 * @param selector which members, as labels with which Prometheus marks the targets
 */
record MemberPanels(String selector) {
  private static final String NAME = "{{pod}}";

  private String rate(String counter) {
    return "rate(%s{%s}[%s])".formatted(counter, selector, Query.READ);
  }

  private String now(String gauge) {
    return gauge + "{" + selector + "}";
  }

  private String average(String summary) {
    return Query.average(summary, selector);
  }

  Panel requests() {
    return Panel.lines(
            "Requests",
            Unit.REQUESTS_PER_SECOND,
            "Packets that clients have sent: reads, writes and pings of their sessions.",
            "when one member gets nearly all of them, or when they drop to nothing while clients are connected.")
        .show(NAME, rate("packets_received"));
  }

  Panel answers() {
    return Panel.lines(
            "Answers",
            Unit.REQUESTS_PER_SECOND,
            "Packets that were sent to clients: answers and events of watches.",
            "when there are far more than requests: watches fire in numbers.")
        .show(NAME, rate("packets_sent"));
  }

  Panel writes() {
    return Panel.lines(
            "Committed writes",
            Unit.PER_SECOND,
            "Transactions that the leader has proposed and the members have committed. Each member has to write all of them.",
            "when it is 0 although clients write: there is no quorum, or the leader waits for its disk.")
        .show("proposed " + NAME, rate("proposal_count"))
        .show("committed " + NAME, rate("commit_count"));
  }

  Panel traffic() {
    return Panel.lines(
            "Bytes",
            Unit.BYTES_PER_SECOND,
            "What clients sent and what they were answered.",
            "when it is near what the network of the node can do.")
        .show("received " + NAME, rate("bytes_received_count"))
        .show("sent " + NAME, rate("response_bytes"));
  }

  Panel writeLatency() {
    return Panel.lines(
            "Latency of writes (99 %)",
            Unit.MILLISECONDS,
            "How long the slowest of a hundred writes took from its arrival to its answer, on the member that got it.",
            "when it rises on all members at once: look at the leader's disk and at the network between members.")
        .limitOf("SlowWrites")
        .show(NAME, quantile("updatelatency"));
  }

  Panel readLatency() {
    return Panel.lines(
            "Latency of reads (99 %)",
            Unit.MILLISECONDS,
            "How long the slowest of a hundred reads took. Reads are answered from memory, by the member alone.",
            "when one member is slow: it is short of processor time or memory, or clients read very large nodes.")
        .limitOf("SlowReads")
        .show(NAME, quantile("readlatency"));
  }

  private String quantile(String summary) {
    return "%s{%s,quantile=\"0.99\"}".formatted(summary, selector);
  }

  Panel writePath() {
    return Panel.lines(
            "Where a write spends its time",
            Unit.MILLISECONDS,
            "Averages of the steps of a write: waiting for the first step, for the log of this member, for a majority of logs, and for the answer after the commit.",
            "about the step that grew when writes became slow: the log is this member's disk, the majority is the disks of others and the network.")
        .show("queued", average("prep_processor_queue_time_ms"))
        .show("own log", average("sync_processor_queue_and_flush_time_ms"))
        .show("majority of logs", average("quorum_ack_latency"))
        .show("commit to answer", average("write_final_proc_time_ms"));
  }

  Panel outstanding() {
    return Panel.lines(
            "Outstanding requests",
            Unit.COUNT,
            "Requests that were not answered yet.",
            "when it does not go back to about 0: the member does not keep up.")
        .limitOf("RequestQueue")
        .show(NAME, now("outstanding_requests"));
  }

  Panel refused() {
    return Panel.lines(
            "Throttled and refused",
            Unit.PER_SECOND,
            "Requests that had to wait because there were too many, that were refused because they are too large, and that came too late.",
            "when there is any: clients notice each of them.")
        .show("throttled " + NAME, rate("request_throttle_wait_count"))
        .show("too large " + NAME, rate("large_requests_rejected"))
        .show("too late " + NAME, rate("stale_requests_dropped"));
  }

  Panel elections() {
    return Panel.lines(
            "Duration of elections",
            Unit.MILLISECONDS,
            "Average time that a member needed to find a leader, where there were elections.",
            "when it is seconds: names that do not resolve, or members that do not answer; nobody writes meanwhile.")
        .limitOf("SlowElection")
        .show(NAME, average("election_time"));
  }

  Panel withoutLeader() {
    return Panel.bars(
            "Time without service",
            Unit.MILLISECONDS,
            "How long members were without a leader, and how long they did not serve, summed up when it was over.",
            "when it adds up to more than the elections of changes that you made.")
        .show("no leader " + NAME, growth("leader_unavailable_time_sum"))
        .show("no service " + NAME, growth("unavailable_time_sum"));
  }

  private String growth(String counter) {
    return "increase(%s{%s}[$__interval])".formatted(counter, selector);
  }

  Panel synced() {
    return Panel.lines(
            "Followers of the leader",
            Unit.COUNT,
            "What the leader counts: who is connected, who is synced, and who is synced without a vote. Only the leader says it.",
            "when fewer are synced than connected for longer than a restart.")
        .show("connected", "max(" + now("learners") + ")")
        .show("synced", "max(" + now("synced_followers") + ")")
        .show("synced without a vote", "max(" + now("synced_non_voting_followers") + ")")
        .show("synced observers", "max(" + now("synced_observers") + ")");
  }

  Panel pendingSyncs() {
    return Panel.lines(
            "Pending syncs",
            Unit.COUNT,
            "Requests to sync that wait for the leader.",
            "when it grows: the leader does not keep up with clients that want the newest data.")
        .limitOf("PendingSyncs")
        .show(NAME, now("pending_syncs"));
  }

  Panel copies() {
    return Panel.bars(
            "How followers were brought up to date",
            Unit.COUNT,
            "Followers that got what they had missed, and followers that needed a whole copy of the database.",
            "about whole copies without a new or repaired member: they load the leader's disk and network.")
        .show("what was missed " + NAME, growth("diff_count"))
        .show("whole copy " + NAME, growth("snap_count"));
  }

  Panel syncTime() {
    return Panel.lines(
            "Time to sync with the leader",
            Unit.MILLISECONDS,
            "How long a follower or observer needed to get the leader's data, on average.",
            "when it comes near initLimit x tickTime: a member that takes longer never joins (docs/runbooks/SlowSync.md).")
        .show("follower " + NAME, average("follower_sync_time"))
        .show("observer " + NAME, average("observer_sync_time"));
  }

  Panel propagation() {
    return Panel.lines(
            "Lag behind the leader",
            Unit.MILLISECONDS,
            "Average time from the leader's proposal, and from its commit, to their arrival here. The clocks of the nodes have to agree.",
            "when one member lags behind the others: its clients read old data.")
        .show("proposal " + NAME, average("propagation_latency"))
        .show("commit " + NAME, average("commit_propagation_latency"));
  }

  Panel logDisk() {
    return Panel.lines(
            "Time to write the log to disk",
            Unit.MILLISECONDS,
            "Average of each fsync of the transaction log. Every write waits for it on a majority of the members.",
            "when the leader's is high: all writers wait for it. Give the log a volume of its own.")
        .limitOf("SlowLogDisk")
        .show(NAME, average("fsynctime"));
  }

  Panel snapshots() {
    return Panel.lines(
            "Time to write a snapshot",
            Unit.MILLISECONDS,
            "Average of the snapshots that were written.",
            "when it grows with the data: restarts take longer with it.")
        .limitOf("SlowSnapshots")
        .show(NAME, average("snapshottime"));
  }

  Panel connections() {
    return Panel.lines(
            "Connections",
            Unit.COUNT,
            "Clients that are connected.",
            "about sudden drops, growth without an end, and one member that has most of them.")
        .show(NAME, now("num_alive_connections"));
  }

  Panel newConnections() {
    return Panel.lines(
            "New, refused and dropped connections",
            Unit.PER_SECOND,
            "Connections that were asked for, that were refused (maxClientCnxns, maxCnxns), and that the server gave up.",
            "when any is refused, or when clients connect again and again (docs/runbooks/ConnectionChurn.md).")
        .show("new " + NAME, rate("connection_request_count"))
        .show("refused " + NAME, rate("connection_rejected"))
        .show("dropped " + NAME, rate("connection_drop_count"));
  }

  Panel sessions() {
    return Panel.lines(
            "Sessions",
            Unit.COUNT,
            "Sessions of the whole ensemble, as the leader counts them, and local ones of this member alone.",
            "about growth without an end: clients that do not close their sessions.")
        .show("global " + NAME, now("global_sessions"))
        .show("local " + NAME, now("local_sessions"));
  }

  Panel expired() {
    return Panel.lines(
            "Sessions that expired",
            Unit.PER_SECOND,
            "Sessions whose clients were not heard of in time, as the leader counts them; their ephemeral nodes went with them.",
            "when many expire at once: long pauses, of clients or of the leader, or the network.")
        .limitOf("SessionsExpiring")
        .show(NAME, rate("stale_sessions_expired"));
  }

  Panel credentials() {
    return Panel.lines(
            "Refused credentials",
            Unit.PER_SECOND,
            "Clients, and members, that were refused because they could not say who they are.",
            "when there is any: a wrong password, or somebody who tries some (docs/runbooks/AuthFailures.md).")
        .show("clients " + NAME, rate("auth_failed_count"))
        .show("members " + NAME, rate("ensemble_auth_fail"));
  }

  Panel watches() {
    return Panel.lines(
            "Watches",
            Unit.COUNT,
            "Watches that clients have set on this member.",
            "about growth without an end: a client sets them and forgets them; they are kept in the heap.")
        .limitOf("TooManyWatches")
        .show(NAME, now("watch_count"));
  }

  Panel firedWatches() {
    return Panel.lines(
            "Watches that fired",
            Unit.PER_SECOND,
            "Events that were sent to clients, by what happened to the node.",
            "when one write makes thousands of them: all those clients come back at the same moment.")
        .show("created " + NAME, rate("node_created_watch_count_sum"))
        .show("changed " + NAME, rate("node_changed_watch_count_sum"))
        .show("deleted " + NAME, rate("node_deleted_watch_count_sum"))
        .show("children " + NAME, rate("node_children_watch_count_sum"));
  }

  Panel znodes() {
    return Panel.lines(
            "Znodes",
            Unit.COUNT,
            "Nodes in the tree; all members have the same.",
            "about growth without an end, and about members that differ for long.")
        .limitOf("TooManyNodes")
        .show(NAME, now("znode_count"));
  }

  Panel ephemerals() {
    return Panel.lines(
            "Ephemeral nodes",
            Unit.COUNT,
            "Nodes that go when the session of their client ends.",
            "about sudden drops: services were thrown out (docs/runbooks/EphemeralSurge.md).")
        .show(NAME, now("ephemerals_count"));
  }

  Panel data() {
    return Panel.lines(
            "Data",
            Unit.BYTES,
            "Approximate size of all nodes. All of it is in the heap of each member, and in each snapshot.",
            "when it grows without an end, or is no longer small beside the heap.")
        .limitOf("DataTooLarge", 1 << 20)
        .show(NAME, now("approximate_data_size"));
  }

  Panel heap() {
    return Panel.lines(
            "Old generation of the heap",
            Unit.SHARE,
            "How much of the long-lived part of the heap is used, garbage that was not collected yet included.",
            "when it stays high after collections: pauses become longer, then the process ends.")
        .limitOf("HeapPressure", 0.01)
        .show(
            NAME,
            "%s / (%s > 0)"
                .formatted(
                    oldGeneration("jvm_memory_pool_bytes_used"),
                    oldGeneration("jvm_memory_pool_bytes_max")));
  }

  private String oldGeneration(String metric) {
    return "%s{%s,pool=~\"G1 Old Gen|Tenured Gen|PS Old Gen\"}".formatted(metric, selector);
  }

  Panel pauses() {
    return Panel.lines(
            "Pauses",
            Unit.SHARE,
            "Part of the time in which the process stood still, and in which it collected garbage.",
            "when the process stands still for seconds: others take it for dead (docs/runbooks/LongPauses.md).")
        .show("stood still " + NAME, rate("jvm_pause_time_ms_sum") + " / 1000")
        .show(
            "garbage collection " + NAME,
            "sum by (pod) (" + rate("jvm_gc_collection_seconds_sum") + ")");
  }

  Panel processor() {
    return Panel.lines(
            "Processor",
            Unit.COUNT,
            "Processors that the process keeps busy.",
            "when it stays at the CPU limit of the container: requests wait.")
        .show(NAME, rate("process_cpu_seconds_total"));
  }

  Panel files() {
    return Panel.lines(
            "Open files",
            Unit.SHARE,
            "How many of the files that the process may open are open; each connection is one.",
            "when it grows without an end: nobody can connect when none is left.")
        .limitOf("FileDescriptors", 0.01)
        .show(NAME, now("open_file_descriptor_count") + " / " + now("max_file_descriptor_count"));
  }

  Panel integrity() {
    return Panel.lines(
            "Data integrity",
            Unit.COUNT,
            "Transactions whose result here differs from the leader's, and errors after which the server cannot go on, since it started.",
            "at once when it is not 0 (docs/runbooks/DataDivergence.md, docs/runbooks/UnrecoverableError.md).")
        .show("other results " + NAME, now("digest_mismatches_count"))
        .show("unrecoverable errors " + NAME, now("unrecoverable_error_count"));
  }
}
