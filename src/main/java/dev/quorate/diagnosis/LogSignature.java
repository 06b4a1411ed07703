package dev.quorate.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words of a member's log that tell of a problem (ZooKeeper's source, 3.8 and 3.9, and the start
 * script), and the rule for which they are evidence.
 */
public enum LogSignature {
  PEER_UNREACHABLE("PeerUnreachable", "Cannot open channel to "),
  WAITS_FOR_NAME("NameUnresolved", "quorate: waiting until "),
  NAME_UNKNOWN("NameUnresolved", "UnknownHostException", "Failed to resolve address"),
  SLOW_FSYNC("SlowLogDisk", "fsync-ing the write ahead log"),
  PAUSED("LongPauses", "Detected pause in JVM"),
  SESSION_EXPIRED("SessionsExpiring", "Expiring session 0x"),
  TOO_MANY_CONNECTIONS("ConnectionLimit", "Too many connections from "),
  OVERSIZE("OversizeData", "Len error ", "Unreasonable length ", "is out of range!"),
  AUTH_REFUSED("AuthFailures", "Authentication failed for scheme"),
  DIVERGED("DataDivergence", "Digests are not matching"),
  CORRUPT(
      "CorruptData",
      "Unable to load database on disk",
      "is less than the current epoch",
      "No snapshot found, but there are log entries"),
  NOT_LISTED("NotInPeerList", "not in the peer list"),
  LOST_THREAD("UnrecoverableError", "Severe unrecoverable error");

  /** The number that follows the words, as of another server; no server has a longer one. */
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(?!\\d)");

  /** Lines after which what stood before is past: the process starts, and it has found a leader. */
  private static final Map<String, Set<LogSignature>> OVER =
      Map.of(
          "quorate: starting ZooKeeper",
          Set.of(WAITS_FOR_NAME, NAME_UNKNOWN, PEER_UNREACHABLE),
          "LEADER ELECTION TOOK",
          Set.of(NAME_UNKNOWN, PEER_UNREACHABLE));

  private final String rule;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> words;

  LogSignature(String rule, String... words) {
    this.rule = rule;
    this.words = List.of(words);
  }

  /** Name of the rule for which it is evidence. */
  public String rule() {
    return rule;
  }

  /** A line with any of them has the signature. */
  public List<String> words() {
    return words;
  }

  /**
   * A line that has the words.
   *
   * @param about the number right after them
   */
  record Hit(LogSignature signature, Optional<Integer> about) {}

  /** What is past when a line like this one was written. */
  static Set<LogSignature> overAt(String line) {
    return OVER.entrySet().stream()
        .filter(over -> line.contains(over.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Set.of());
  }

  /** Whether a later line may make it past. */
  boolean passes() {
    return OVER.values().stream().anyMatch(over -> over.contains(this));
  }

  /** The first signature that a line has; empty for a line that tells nothing. */
  static Optional<Hit> in(String line) {
    return Arrays.stream(values()).flatMap(signature -> signature.find(line).stream()).findFirst();
  }

  private Optional<Hit> find(String line) {
    return words.stream()
        .filter(line::contains)
        .findFirst()
        .map(word -> new Hit(this, numberAt(line, line.indexOf(word) + word.length())));
  }

  private static Optional<Integer> numberAt(String line, int position) {
    var number = NUMBER.matcher(line).region(position, line.length());
    return number.lookingAt() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
  }
}
