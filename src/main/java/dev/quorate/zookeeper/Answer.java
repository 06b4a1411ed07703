package dev.quorate.zookeeper;

/** What became of a four-letter word: the member's text, or why there is none. */
public sealed interface Answer {

  /**
   * The member answered and closed the connection in good order.
   *
   * @param text complete and not empty, line breaks as they were sent
   */
  record Text(String text) implements Answer {}

  /**
   * There is no usable answer.
   *
   * @param message for a person: who was asked and what happened; the same as long as the same
   *     happens, because it becomes part of status
   */
  record Failed(Cause cause, String message) implements Answer {}

  /** Why there is no answer. */
  enum Cause {
    /** The name does not resolve (yet). */
    UNKNOWN_HOST,
    /** Somebody is at the address and nothing listens on the port. */
    REFUSED,
    /** The network says that there is no way to the address. */
    UNREACHABLE,
    /** Neither accepted nor refused in time: address gone, packets dropped, or machine frozen. */
    CONNECT_TIMEOUT,
    /**
     * Accepted, and the answer was not complete in time: loading its database, stopped, or slow.
     */
    READ_TIMEOUT,
    /** The other side broke off the connection; what had arrived until then is discarded. */
    RESET,
    /** The other side closed the connection without a word. */
    NO_ANSWER,
    /** More than a four-letter word ever answers. */
    TOO_LONG,
    /** Not UTF-8 text: some other service, or TLS, listens there. */
    NOT_TEXT,
    /** The member's allow-list does not have the word. */
    NOT_ALLOWED,
    /** The asking thread was interrupted; its interrupt flag is set. */
    INTERRUPTED,
    /** Any other I/O error. */
    IO_ERROR
  }
}
