package dev.quorate.zookeeper;

import java.util.Arrays;

/**
 * What {@code srvr} reports of a server that serves.
 *
 * @param version the release, without the source revision
 * @param zxid the last transaction that it has processed; after an election the epoch of the new
 *     leader shows here only once a write has passed
 * @param latency of requests since the server started or was reset
 * @param received packets
 * @param sent packets
 * @param connections of clients, the one that asked included
 * @param outstanding requests that wait
 */
public record SrvrReport(
    String version,
    Mode mode,
    long zxid,
    Latency latency,
    long received,
    long sent,
    long connections,
    long outstanding,
    long nodeCount) {

  private static final String READ_ONLY_NOTICE =
      "\nREAD-ONLY mode; serving only read-only clients\n";

  /** The part that the server plays. */
  public enum Mode {
    LEADER("leader"),
    /** Also a server that follows without being a member of the configuration. */
    FOLLOWER("follower"),
    OBSERVER("observer"),
    STANDALONE("standalone"),
    /** Out of quorum, and serving reads to clients that asked for no more. */
    READ_ONLY("read-only");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    private static Mode of(String text) throws UnreadableException {
      return Arrays.stream(values())
          .filter(mode -> mode.text.equals(text))
          .findFirst()
          .orElseThrow(() -> UnreadableException.quoting("unknown mode", text));
    }
  }

  /** Milliseconds. */
  public record Latency(double min, double average, double max) {

    private static Latency of(String text) throws UnreadableException {
      var parts = text.split("/", -1);
      if (parts.length != 3) {
        throw UnreadableException.quoting("not three latencies", text);
      }
      return new Latency(
          Fields.parseDouble("minimum latency", parts[0]),
          Fields.parseDouble("average latency", parts[1]),
          Fields.parseDouble("maximum latency", parts[2]));
    }
  }

  /** Reads an answer to {@code srvr}. */
  public static Reading<SrvrReport> read(Answer answer) {
    return Reading.of(answer, SrvrReport::parse);
  }

  private static SrvrReport parse(String text) throws UnreadableException {
    var fields = Fields.of(text.replace(READ_ONLY_NOTICE, "\n"), ": ");
    return new SrvrReport(
        ServerBuild.version(fields.text("Zookeeper version")),
        Mode.of(fields.text("Mode")),
        zxid(fields.text("Zxid")),
        Latency.of(fields.text("Latency min/avg/max")),
        fields.number("Received"),
        fields.number("Sent"),
        fields.number("Connections"),
        fields.number("Outstanding"),
        fields.number("Node count"));
  }

  private static long zxid(String text) throws UnreadableException {
    if (!text.startsWith("0x")) {
      throw UnreadableException.quoting("not a zxid", text);
    }
    return Fields.parseHex("Zxid", text.substring(2));
  }
}
