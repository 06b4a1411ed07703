package dev.quorate.zookeeper;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code mntr} reports of a server that serves, from the default metrics provider and from the
 * Prometheus one: they name summaries differently, and the second makes every number fractional and
 * adds labels to keys.
 */
public final class MntrReport {
  private static final String PREFIX = "zk_";

  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of("version", "server_state", "peer_state"),
              Arrays.stream(Gauge.values()).flatMap(gauge -> gauge.keys().stream()))
          .map(PREFIX::concat)
          .collect(Collectors.toUnmodifiableSet());

  private final String version;
  private final Map<String, String> known;
  private final String text;

  private MntrReport(String version, Map<String, String> known, String text) {
    this.version = version;
    this.known = known;
    this.text = text;
  }

  /** Reads an answer to {@code mntr}. */
  public static Reading<MntrReport> read(Answer answer) {
    return Reading.of(answer, MntrReport::parse);
  }

  /** Few of the hundreds of figures are ever asked for; any other is searched for when it is. */
  private static MntrReport parse(String text) throws UnreadableException {
    var fields = Fields.of(text, "\t", key -> KNOWN.contains(key) || !key.startsWith(PREFIX));
    for (var key : fields.values().keySet()) {
      if (!key.startsWith(PREFIX)) {
        throw UnreadableException.quoting("not a key of mntr", key);
      }
    }
    refuseTextInGauges(fields.values());
    var version = ServerBuild.version(fields.text(PREFIX + "version"));
    fields.text(PREFIX + "server_state");
    return new MntrReport(version, fields.values(), text);
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
    return known.get(PREFIX + "server_state");
  }

  /**
   * State and phase, for example {@code following - broadcast}; empty when the server takes part in
   * no quorum (standalone, read-only).
   */
  public Optional<String> peerState() {
    return Optional.ofNullable(known.get(PREFIX + "peer_state"));
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
    var number = text(PREFIX + key).map(MntrReport::parseNumber).orElse(OptionalDouble.empty());
    return number.isPresent() && Double.isNaN(number.getAsDouble())
        ? OptionalDouble.empty()
        : number;
  }

  private Optional<String> text(String key) {
    if (KNOWN.contains(key)) {
      return Optional.ofNullable(known.get(key));
    }
    var start = "\n" + key + "\t";
    int at = text.indexOf(start);
    return at < 0
        ? Optional.empty()
        : Optional.of(text.substring(at + start.length(), text.indexOf('\n', at + 1)));
  }

  /**
   * A figure that there is one of for each of several things, such as {@code
   * quota_count_usage_per_namespace}, by their names; what is no number is left out.
   */
  public Map<String, Double> each(String figure) {
    Map<String, Double> values = new TreeMap<>();
    if (text.contains(figure)) {
      var line =
          Pattern.compile(
              "^zk_(?:%1$s\\{key=\"(?<label>[^\"]*)\"\\}|(?<before>.+)_%1$s)\t(?<value>.+)$"
                  .formatted(figure),
              Pattern.MULTILINE);
      line.matcher(text)
          .results()
          .forEach(found -> {
            var name = found.group("label") == null ? found.group("before") : found.group("label");
            parseNumber(found.group("value")).ifPresent(value -> values.put(name, value));
          });
    }
    return values;
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
    return "mntr of a "
        + serverState()
        + " "
        + version
        + " with "
        + text.lines().count()
        + " fields";
  }
}
