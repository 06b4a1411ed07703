package dev.quorate.zookeeper;

/**
 * What a member's answer says once it has been parsed. A report is complete or it is not there:
 * nothing that was cut off or garbled is reported in part.
 */
public sealed interface Reading<T> {

  /** The member serves and this is its report. */
  record Report<T>(T value) implements Reading<T> {}

  /** The process runs, but it is not part of a quorum: electing, syncing, or waiting for others. */
  record NotServing<T>() implements Reading<T> {}

  /**
   * Something answered, and it is not what a ZooKeeper server answers.
   *
   * @param why for a person, with the first offending text
   */
  record Unreadable<T>(String why) implements Reading<T> {}

  /** There was nothing to parse. */
  record Unanswered<T>(Answer.Failed failure) implements Reading<T> {}

  /** Reads a text that is a report, a refusal to serve, or neither. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws UnreadableException;
  }

  /** The reading of an answer by its word's parser. */
  static <T> Reading<T> of(Answer answer, Parser<T> parser) {
    return switch (answer) {
      case Answer.Failed failed -> new Unanswered<>(failed);
      case Answer.Text(var text) when isRefusal(text) -> new NotServing<>();
      case Answer.Text(var text) -> parse(text, parser);
    };
  }

  private static boolean isRefusal(String text) {
    return text.strip().equals("This ZooKeeper instance is not currently serving requests");
  }

  private static <T> Reading<T> parse(String text, Parser<T> parser) {
    try {
      return new Report<>(parser.parse(text));
    } catch (UnreadableException e) {
      return new Unreadable<>(e.getMessage());
    }
  }
}
