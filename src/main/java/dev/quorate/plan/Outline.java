package dev.quorate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan in short: one line for each step, in order, and one where the leader changes. Nobody knows
 * who leads after that, so the order of what follows is not known either: who leads then goes last.
 */
public record Outline(List<String> lines) {
  static final String ELECTION = "Election";

  public Outline {
    lines = List.copyOf(lines);
  }

  static Outline of(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      lines.add(step.key());
      if (step.quorum().election() && !lines.contains(ELECTION)) {
        lines.add(ELECTION);
      }
    }
    if (!lines.isEmpty() && lines.getLast().equals(ELECTION)) {
      lines.removeLast();
    }
    return new Outline(lines);
  }

  int steps() {
    return (int) lines.stream().filter(line -> !line.equals(ELECTION)).count();
  }

  /** Whether this is what is left of another one, of which the first steps are done. */
  boolean isRestOf(Outline whole) {
    return isTailOf(whole) || isWithin(whole.afterElection());
  }

  private boolean isTailOf(Outline whole) {
    var ordered = beforeElection();
    var all = whole.beforeElection();
    return !ordered.isEmpty()
        && ordered.size() <= all.size()
        && all.subList(all.size() - ordered.size(), all.size()).equals(ordered)
        && sorted(afterElection()).equals(sorted(whole.afterElection()));
  }

  private boolean isWithin(List<String> others) {
    List<String> left = new ArrayList<>(others);
    return lines.stream().filter(line -> !line.equals(ELECTION)).allMatch(left::remove);
  }

  private int election() {
    int at = lines.indexOf(ELECTION);
    return at < 0 ? lines.size() : at;
  }

  private List<String> beforeElection() {
    return lines.subList(0, election());
  }

  private List<String> afterElection() {
    return IntStream.range(election(), lines.size())
        .mapToObj(lines::get)
        .filter(line -> !line.equals(ELECTION))
        .toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
