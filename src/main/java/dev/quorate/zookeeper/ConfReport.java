package dev.quorate.zookeeper;

import dev.quorate.model.QuorumConfig;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code conf} reports of a server that serves: the configuration in effect.
 *
 * @param serverId 0 for a standalone server
 * @param tickTime milliseconds
 * @param settings everything that the server prints, by its zoo.cfg name or one like it
 * @param membership the configuration that this server has committed; empty when it takes part in
 *     no quorum (standalone, read-only)
 */
public record ConfReport(
    int serverId,
    int clientPort,
    int tickTime,
    String dataDir,
    String dataLogDir,
    Map<String, String> settings,
    Optional<QuorumConfig> membership) {
  /** Setting that is the size of the snapshots, in bytes. */
  public static final String DATA_SIZE = "dataDirSize";

  /** Setting that is the size of the transaction logs, in bytes. */
  public static final String LOG_SIZE = "dataLogSize";

  private static final String MEMBERSHIP = "\nmembership: \n";

  /** The first config version of an epoch; versions are zxids, and there is no epoch 0. */
  private static final long FIRST_EPOCH = 1L << 32;

  public ConfReport {
    settings = Map.copyOf(settings);
  }

  /** A setting that is a number; empty when it is not there, or none. */
  public static OptionalDouble number(Map<String, String> settings, String key) {
    var text = settings.getOrDefault(key, "");
    boolean isNumber =
        !text.isEmpty() && text.length() < 19 && text.chars().allMatch(Character::isDigit);
    return isNumber ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }

  /** Reads an answer to {@code conf}. */
  public static Reading<ConfReport> read(Answer answer) {
    return Reading.of(answer, ConfReport::parse);
  }

  private static ConfReport parse(String text) throws UnreadableException {
    int end = text.indexOf(MEMBERSHIP);
    var fields = Fields.of(end < 0 ? text : text.substring(0, end + 1), "=");
    return new ConfReport(
        fields.smallNumber("serverId"),
        fields.smallNumber("clientPort"),
        fields.smallNumber("tickTime"),
        fields.text("dataDir"),
        fields.text("dataLogDir"),
        fields.values(),
        end < 0
            ? Optional.empty()
            : Optional.of(membership(text.substring(end + MEMBERSHIP.length()))));
  }

  private static QuorumConfig membership(String text) throws UnreadableException {
    var config =
        QuorumConfig.parse(text)
            .orElseThrow(() -> UnreadableException.quoting("not a membership", text));
    // The answer ends with the version and without a line break, so that only the size of the
    // number
    // shows that digits are missing.
    if (config.version() != 0 && Long.compareUnsigned(config.version(), FIRST_EPOCH) < 0) {
      throw UnreadableException.quoting("the config version is cut off", config.versionHex());
    }
    return config;
  }
}
