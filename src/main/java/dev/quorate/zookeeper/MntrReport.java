package dev.quorate.zookeeper;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@code mntr} reports of a server that serves, from the default metrics provider and from the
 * Prometheus one: they name summaries differently, and the second makes every number fractional and
 * adds labels to keys.
 */
public final class MntrReport {
  private static final String PREFIX = "zk_";

  private final String version;
  private final Map<String, String> fields;

  private MntrReport(String version, Map<String, String> fields) {
    this.version = version;
    this.fields = fields;
  }

  /** Reads an answer to {@code mntr}. */
  public static Reading<MntrReport> read(Answer answer) {
    return Reading.of(answer, MntrReport::parse);
  }

  /** Few of the hundreds of figures are ever asked for, so each is parsed when it is. */
  private static MntrReport parse(String text) throws UnreadableException {
    var fields = Fields.of(text, "\t");
    for (var key : fields.values().keySet()) {
      if (!key.startsWith(PREFIX)) {
        throw UnreadableException.quoting("not a key of mntr", key);
      }
    }
    refuseTextInGauges(fields.values());
    var version = ServerBuild.version(fields.text(PREFIX + "version"));
    fields.text(PREFIX + "server_state");
    return new MntrReport(version, fields.values());
  }

  private static OptionalDouble parseNumber(String value) {
    try {
      return OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  // A gauge with a value that is not a number must not look like an absent one.
  private static void refuseTextInGauges(Map<String, String> fields) throws UnreadableException {
    for (var gauge : Gauge.values()) {
      for (var key : gauge.keys()) {
        var value = fields.get(PREFIX + key);
        if (value != null && parseNumber(value).isEmpty()) {
          throw UnreadableException.quoting(key + " is not a number", value);
        }
      }
    }
  }

  /** The release, without the source revision. */
  public String version() {
    return version;
  }

  /** For example {@code leader}; the words of {@code srvr}. */
  public String serverState() {
    return fields.get(PREFIX + "server_state");
  }

  /**
   * State and phase, for example {@code following - broadcast}; empty when the server takes part in
   * no quorum (standalone, read-only).
   */
  public Optional<String> peerState() {
    return Optional.ofNullable(fields.get(PREFIX + "peer_state"));
  }

  /** A figure, empty when this server does not report it now or has no value for it. */
  public OptionalDouble value(Gauge gauge) {
    return gauge.keys().stream()
        .map(this::value)
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /** A figure that counts something. */
  public OptionalLong count(Gauge gauge) {
    var value = value(gauge);
    return value.isPresent() ? OptionalLong.of((long) value.getAsDouble()) : OptionalLong.empty();
  }

  /**
   * Any figure by its key without {@code zk_}, labels included: {@code
   * readlatency{quantile="0.5"}}.
   */
  public OptionalDouble value(String key) {
    var text = fields.get(PREFIX + key);
    var number = text == null ? OptionalDouble.empty() : parseNumber(text);
    return number.isPresent() && Double.isNaN(number.getAsDouble())
        ? OptionalDouble.empty()
        : number;
  }

  /** The average of a summary such as {@code fsynctime}, empty as long as nothing was measured. */
  public OptionalDouble average(String summary) {
    var count = either("cnt_" + summary, summary + "_count");
    var sum = either("sum_" + summary, summary + "_sum");
    return count.orElse(0) > 0 && sum.isPresent()
        ? OptionalDouble.of(sum.getAsDouble() / count.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble either(String one, String other) {
    var value = value(one);
    return value.isPresent() ? value : value(other);
  }

  @Override
  public String toString() {
    return "mntr of a " + serverState() + " " + version + " with " + fields.size() + " fields";
  }
}
