package dev.quorate.validation;

import dev.quorate.api.MaintenanceWindowSpec;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.model.MaintenanceWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether members may ever be disturbed for a change. */
final class WindowRules {
  private static final String SATURDAYS = "write for example 0 2 * * 6 for Saturdays at two";
  private static final int MOST = 10;
  private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?");
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** What is longer is open nearly always, and then it is a mistake. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private WindowRules() {}

  static void areFew(Subject subject, Findings findings) {
    int windows = subject.spec().rollout().windows().size();
    if (windows > MOST) {
      findings.refuse(
          "spec.rollout.windows", "has %d windows".formatted(windows), "write at most " + MOST);
    }
  }

  static void openAndCloseAtKnownTimes(Subject subject, Findings findings) {
    List<MaintenanceWindowSpec> windows = subject.spec().rollout().windows();
    for (int i = 0; i < Math.min(windows.size(), MOST); i++) {
      check("spec.rollout.windows[%d].".formatted(i), windows.get(i), findings);
    }
  }

  private static void check(String field, MaintenanceWindowSpec window, Findings findings) {
    var duration = duration(window.duration());
    if (duration.isEmpty()) {
      findings.refuse(
          field + "duration",
          Quoted.of(window.duration()) + " is not a duration from 1m to 168h",
          "write for example 4h or 1h30m");
    }
    var zone = MaintenanceWindow.zone(window.timeZone());
    if (zone.isEmpty()) {
      findings.refuse(
          field + "timeZone",
          "no zone is called " + Quoted.of(window.timeZone()),
          "write for example UTC or Europe/Berlin");
    }
    if (!MaintenanceWindow.isSchedule(window.schedule())) {
      findings.refuse(
          field + "schedule",
          Quoted.of(window.schedule()) + " is no schedule that cron can read",
          SATURDAYS);
    } else if (neverOpens(window.schedule())) {
      findings.refuse(
          field + "schedule",
          Quoted.of(window.schedule()) + " names a day that never comes",
          SATURDAYS);
    }
  }

  /** The calendar repeats itself, so it does not matter from when on one looks. */
  private static boolean neverOpens(String schedule) {
    return new MaintenanceWindow(schedule, SHORTEST, ZoneOffset.UTC)
        .nextOpening(Instant.EPOCH)
        .isEmpty();
  }

  private static Optional<Duration> duration(String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var duration = Duration.ofHours(number(parts.group(1))).plusMinutes(number(parts.group(2)));
    return duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(duration);
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Of windows that these rules have let through. */
  static MaintenanceWindows windows(List<MaintenanceWindowSpec> windows) {
    return new MaintenanceWindows(
        windows.stream()
            .map(w ->
                new MaintenanceWindow(
                    w.schedule(),
                    duration(w.duration()).orElseThrow(),
                    MaintenanceWindow.zone(w.timeZone()).orElseThrow()))
            .toList());
  }
}
