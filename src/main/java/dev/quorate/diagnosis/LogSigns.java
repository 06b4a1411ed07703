package dev.quorate.diagnosis;

import dev.quorate.model.Excerpt;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the end of a member's log tells of problems: of each signature how often it stands there,
 * and one line as it was written, without what looks like a secret. Nothing else of a log is kept.
 */
public record LogSigns(Map<LogSignature, Sign> signs) {
  /** Nothing was read, or nothing found. */
  public static final LogSigns NONE = new LogSigns(Map.of());

  private static final int MANY = 10;

  public LogSigns {
    signs = Map.copyOf(signs);
  }

  /**
   * One signature.
   *
   * @param lines that have it
   * @param sample the newest of them
   * @param about numbers that they name, for example of other servers
   */
  public record Sign(int lines, String sample, SortedSet<Integer> about) {
    public Sign {
      about = Collections.unmodifiableSortedSet(new TreeSet<>(about));
    }

    private Sign and(Sign newer) {
      var both = new TreeSet<>(about);
      both.addAll(newer.about);
      return new Sign(lines + newer.lines, newer.sample, both);
    }

    /** In a sentence; changes seldom, because a status that changes is written. */
    String told() {
      String often = lines == 1 ? "once" : lines < MANY ? "several times" : "many times";
      return "its log says %s: %s".formatted(often, sample);
    }
  }

  /** From the end of a log; what a later line there makes past is left out. */
  public static LogSigns of(String tail) {
    Map<LogSignature, Sign> found = new EnumMap<>(LogSignature.class);
    tail.lines()
        .forEach(line -> {
          found.keySet().removeAll(LogSignature.overAt(line));
          LogSignature.in(line)
              .ifPresent(hit ->
                  found.merge(
                      hit.signature(), new Sign(1, Excerpt.of(line), about(hit)), Sign::and));
        });
    return new LogSigns(found);
  }

  private static SortedSet<Integer> about(LogSignature.Hit hit) {
    return new TreeSet<>(hit.about().stream().toList());
  }

  /** Whether the log may say soon that some of it is past. */
  public boolean mayPass() {
    return signs.keySet().stream().anyMatch(LogSignature::passes);
  }

  Optional<Sign> of(LogSignature signature) {
    return Optional.ofNullable(signs.get(signature));
  }

  /** What it has to say about the problem that a rule tells of. */
  Optional<Sign> about(Rule rule) {
    return Arrays.stream(LogSignature.values())
        .filter(signature -> signature.rule().equals(rule.name()))
        .flatMap(signature -> of(signature).stream())
        .findFirst();
  }

  /** The same with the samples that were told before, which do not change with every line. */
  public LogSigns after(LogSigns earlier) {
    Map<LogSignature, Sign> kept = new EnumMap<>(LogSignature.class);
    signs.forEach((signature, sign) ->
        kept.put(
            signature,
            earlier
                .of(signature)
                .map(old -> new Sign(Math.max(old.lines, sign.lines), old.sample, sign.about))
                .orElse(sign)));
    return new LogSigns(kept);
  }
}
