package dev.quorate.scenario.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.diagnosis.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Faults are injected into one ensemble, one after the other; each is over when the doctor finds
 * nothing any more. What is asked each time is what the doctor says first, and how soon.
 */
public final class GameDay {
  private final Doctor doctor;
  private final Waiting waiting;
  private final List<Round> rounds = new ArrayList<>();

  public GameDay(Doctor doctor, Waiting waiting) {
    this.doctor = doctor;
    this.waiting = waiting;
  }

  /** Waits for something as long as that may take, and fails then with what is known. */
  public interface Waiting {
    void until(String what, Callable<Boolean> condition);
  }

  /**
   * Something that goes wrong.
   *
   * @param cause the rule that is to be told first
   * @param traces rules of what a fault leaves behind when it is over
   */
  public record Fault(String what, String cause, Set<String> traces, Injection injection) {
    @Override
    public String toString() {
      return what;
    }
  }

  /** How it goes wrong. */
  public interface Injection {
    /** Names the member that it is done to; empty for the ensemble. */
    String inject() throws Exception;

    void heal() throws Exception;

    /** Whether nothing of it is told when it is healed; else nothing can follow it. */
    default boolean isOverSoon() {
      return true;
    }
  }

  /**
   * What came of one fault.
   *
   * @param before rules that the doctor told first until then
   */
  public record Round(Fault fault, Duration told, Set<String> before, Duration over) {
    public String row() {
      return "| %s | `%s` | %s | %.0f | %s |"
          .formatted(
              fault.what(),
              fault.cause(),
              before.isEmpty() ? "" : "`" + String.join("`, `", before) + "`",
              seconds(told),
              fault.injection().isOverSoon() ? "%.0f".formatted(seconds(over)) : "");
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1000.0;
    }
  }

  /** Injects it, waits until its cause is told, and heals it. */
  public Round play(Fault fault) throws Exception {
    awaitClear(fault, new LinkedHashSet<>());
    var begin = Instant.now();
    var member = fault.injection().inject();
    Set<String> before = new LinkedHashSet<>();
    waiting.until(
        "%s: %s is told first".formatted(fault.what(), fault.cause()),
        () -> isTold(fault, member, before));
    var told = Duration.between(begin, Instant.now());
    var healed = Instant.now();
    fault.injection().heal();
    Set<String> after = new LinkedHashSet<>();
    if (fault.injection().isOverSoon()) {
      awaitClear(fault, after);
    }
    var round = new Round(fault, told, before, Duration.between(healed, Instant.now()));
    rounds.add(round);
    assertThat(before).as("causes told of %s", fault.what()).isSubsetOf(fits(fault));
    after.removeAll(fault.traces());
    assertThat(after).as("causes told after %s", fault.what()).isSubsetOf(fits(fault));
    return round;
  }

  /** A wrong cause is one that the right one does not explain. */
  private static Set<String> fits(Fault fault) {
    Set<String> fits = new LinkedHashSet<>(Rules.named(fault.cause()).orElseThrow().consequences());
    fits.add(fault.cause());
    return fits;
  }

  private boolean isTold(Fault fault, String member, Set<String> before) {
    var page = doctor.page();
    boolean isFirst = page.beginsWith(fault.cause());
    if (isFirst) {
      assertThat(page.causes().getFirst().member()).as(page.text()).isEqualTo(member);
      assertThat(page.text()).contains("next: kubectl ");
    }
    page.causes().stream().map(Doctor.Cause::rule).forEach(before::add);
    before.remove(fault.cause());
    return isFirst;
  }

  private void awaitClear(Fault fault, Set<String> seen) {
    waiting.until(
        fault.what() + ": nothing is wrong",
        () -> {
          var page = doctor.page();
          page.causes().stream().map(Doctor.Cause::rule).forEach(seen::add);
          return page.isClear();
        });
  }

  /** What came of all of them. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| fault | told first | told before | told after, s | clear after, s |");
    lines.add("|---|---|---|---|---|");
    rounds.stream().map(Round::row).forEach(lines::add);
    return lines;
  }
}
