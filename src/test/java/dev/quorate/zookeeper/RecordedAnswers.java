package dev.quorate.zookeeper;

import dev.quorate.zookeeper.Answer.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files in which {@link AnswerRecorder} keeps what real servers answered. */
final class RecordedAnswers {
  static final Path FOLDER = Path.of("src/test/resources/zookeeper/words");

  private static final String NO_ANSWER = "(no answer: ";

  private RecordedAnswers() {}

  /** Every version that was recorded, by name. */
  static List<String> versions() {
    return names(FOLDER);
  }

  /** Every state recorded for that version, by name. */
  static List<String> states(String version) {
    return names(FOLDER.resolve(version));
  }

  private static List<String> names(Path parent) {
    try (var folders = Files.list(parent)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Answer answer) {
    return switch (answer) {
      case Answer.Text(var text) -> text;
      case Answer.Failed(var cause, _) -> NO_ANSWER + cause + ")\n";
    };
  }

  static Answer read(String version, String state, Word word) {
    var text = text(version, state, word);
    if (text.startsWith(NO_ANSWER)) {
      var cause = Cause.valueOf(text.substring(NO_ANSWER.length(), text.indexOf(')')));
      return new Answer.Failed(cause, "recorded");
    }
    return new Answer.Text(text);
  }

  /** The recorded answer, letter by letter. */
  static String text(String version, String state, Word word) {
    try {
      return Files.readString(FOLDER.resolve(version).resolve(state).resolve(word.text() + ".txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
