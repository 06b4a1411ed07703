package dev.quorate.model;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When members may be disturbed for a change; without any window at all times. */
public record MaintenanceWindows(List<MaintenanceWindow> windows) {
  public static final MaintenanceWindows ALWAYS = new MaintenanceWindows(List.of());

  public MaintenanceWindows {
    windows = List.copyOf(windows);
  }

  /** Whether any of them is open. */
  public boolean isOpen(Instant now) {
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(now));
  }

  /** When the next one opens, in its own zone; empty when there are none, or none ever comes. */
  public Optional<ZonedDateTime> nextOpening(Instant now) {
    return windows.stream()
        .flatMap(window -> window.nextOpening(now).stream())
        .min(Comparator.comparing(ZonedDateTime::toInstant));
  }
}
