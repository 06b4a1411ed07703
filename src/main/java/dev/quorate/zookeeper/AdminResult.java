package dev.quorate.zookeeper;

/** What became of a request in an {@link AdminSession}. */
public sealed interface AdminResult<T> {

  /** It was carried out. */
  record Done<T>(T value) implements AdminResult<T> {}

  /** The ensemble answered no; nothing has changed. */
  record Refused<T>(Refusal kind, String message) implements AdminResult<T> {}

  /** No server gave us a session, so nothing was sent. */
  record Unreachable<T>(String why) implements AdminResult<T> {}

  /** The request was sent and no answer came: it may have been carried out, now or later (Z17). */
  record OutcomeUnknown<T>(String why) implements AdminResult<T> {}
}
