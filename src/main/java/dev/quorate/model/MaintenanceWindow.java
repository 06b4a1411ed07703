package dev.quorate.model;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A time that comes again and again, and in which members may be disturbed.
 *
 * @param schedule when it opens, as Unix cron reads it: minute, hour, day of the month, month, day
 *     of the week
 * @param duration how long it stays open, by a clock that never jumps
 * @param zone in which the schedule is read
 */
public record MaintenanceWindow(String schedule, Duration duration, ZoneId zone) {

  /** Whether cron can read it. */
  public static boolean isSchedule(String text) {
    try {
      return opens(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The zone of a name; empty when no zone is called so. */
  public static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static ExecutionTime opens(String schedule) {
    var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    return ExecutionTime.forCron(new CronParser(unix).parse(schedule));
  }

  /** Whether it is open. */
  boolean isOpen(Instant now) {
    // One millisecond later, so that an opening at this very moment is the last one.
    return opens(schedule)
        .lastExecution(ZonedDateTime.ofInstant(now.plusMillis(1), zone))
        .map(opening -> now.isBefore(opening.toInstant().plus(duration)))
        .orElse(false);
  }

  /** When it opens after this moment; empty when the schedule names no day that ever comes. */
  public Optional<ZonedDateTime> nextOpening(Instant now) {
    return opens(schedule).nextExecution(ZonedDateTime.ofInstant(now, zone));
  }
}
