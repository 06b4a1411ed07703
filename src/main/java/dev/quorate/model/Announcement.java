package dev.quorate.model;

import java.util.Optional;

/**
 * Something that happened and that people may want to know; becomes an event on the resource.
 *
 * @param member pod of the member that it is about, when it is about one
 */
public record Announcement(Reason reason, Optional<String> member, String message) {

  public static Announcement of(Reason reason, String message) {
    return new Announcement(reason, Optional.empty(), message);
  }

  public static Announcement of(Reason reason, String member, String message) {
    return new Announcement(reason, Optional.of(member), message);
  }

  /** The type of the event: Normal or Warning. */
  public String type() {
    return switch (reason.severity()) {
      case NORMAL -> "Normal";
      case WARNING -> "Warning";
    };
  }
}
