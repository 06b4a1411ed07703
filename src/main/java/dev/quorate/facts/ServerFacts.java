package dev.quorate.facts;

import dev.quorate.model.QuorumConfig;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a ZooKeeper server says about itself. */
public sealed interface ServerFacts {

  /** The same without what moves while nothing happens: load, and transactions in their epoch. */
  default ServerFacts steady() {
    return switch (this) {
      case NotServing _ -> this;
      case Serving(var mode, var zxid, var version, var sync, var config, var vitals, var course) ->
          new Serving(
              mode,
              zxid & Serving.EPOCH,
              version,
              sync,
              config,
              vitals.map(_ -> Vitals.NONE),
              course.map(_ -> Course.NONE));
    };
  }

  /** The process answers, but is not part of a quorum: electing, loading, or waiting. */
  record NotServing() implements ServerFacts {}

  /**
   * The server serves.
   *
   * @param zxid last transaction it has processed
   * @param version as {@code srvr} prints it, without the build
   * @param sync how far it is with its leader, from {@code mntr}
   * @param config the membership it has committed, from {@code conf}
   * @param course how it has fared since its process began, from {@code mntr}
   */
  record Serving(
      Mode mode,
      long zxid,
      String version,
      Probed<Sync> sync,
      Probed<QuorumConfig> config,
      Probed<Vitals> vitals,
      Probed<Course> course)
      implements ServerFacts {
    private static final long EPOCH = -1L << Integer.SIZE;

    /** Of the last transaction; a leader has that of its own election as soon as it broadcasts. */
    public long epoch() {
      return zxid >>> Integer.SIZE;
    }

    /** Whether it says that it takes part in the quorum, and is past its synchronisation. */
    public boolean isInBroadcast() {
      return sync.ifKnown().map(Sync::inBroadcast).orElse(false);
    }
  }

  /** The part that a serving member plays; ZooKeeper decides it, not the specification. */
  enum Mode {
    LEADER,
    FOLLOWER,
    OBSERVER,
    STANDALONE,
    READ_ONLY
  }

  /**
   * Progress of synchronisation.
   *
   * @param peerState for example {@code following - broadcast}
   * @param syncedFollowers on the leader: followers in sync, including those without a vote
   * @param syncedNonVotingFollowers on the leader: those of them that have no vote
   * @param syncedObservers on the leader: observers that it feeds itself
   */
  record Sync(
      String peerState,
      OptionalLong syncedFollowers,
      OptionalLong syncedNonVotingFollowers,
      OptionalLong syncedObservers) {
    private static final String BROADCAST = " - broadcast";

    /** Whether this member takes part in normal operation: it has all of its leader's history. */
    public boolean inBroadcast() {
      return peerState.endsWith(BROADCAST);
    }
  }

  /**
   * Load figures; latencies in milliseconds since the server started.
   *
   * @param connections of clients to this server, the one that asked included
   * @param sessions of the whole ensemble, with those whose client is not connected; empty when the
   *     server does not tell
   */
  record Vitals(
      double averageLatency,
      double maximumLatency,
      long connections,
      OptionalLong sessions,
      long outstandingRequests,
      long znodes,
      long packetsReceived,
      long packetsSent) {
    private static final Vitals NONE = new Vitals(0, 0, 0, OptionalLong.empty(), 0, 0, 0, 0);
  }

  /**
   * How a server has fared since its process began. A figure that its metrics provider does not
   * report is empty.
   *
   * @param elections how often it has looked for a leader, once for its start
   * @param fsync milliseconds that writing its log to disk took, on average
   * @param digestMismatches transactions after which its data was not the leader's
   */
  record Course(OptionalLong elections, OptionalDouble fsync, OptionalLong digestMismatches) {
    public static final Course NONE =
        new Course(OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty());
  }
}
