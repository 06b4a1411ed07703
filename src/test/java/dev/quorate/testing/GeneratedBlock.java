package dev.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that is generated: what stands between {@code <!-- generated: name -->} and
 * {@code <!-- end -->}. Compared with what it should be, or rewritten when {@code
 * -Dquorate.refresh=true} is given.
 */
public record GeneratedBlock(Path document, String name) {
  private static final String END = "<!-- end -->";

  /** Fails with the command that refreshes the document when it is stale. */
  public void shouldBe(String content, Class<?> test) throws IOException {
    String text = Files.readString(document);
    String start = "<!-- generated: " + name + " -->\n";
    int from = text.indexOf(start);
    assertThat(from).as("%s has a block named %s", document, name).isNotNegative();
    int begin = from + start.length();
    int end = text.indexOf(END, begin);
    String wanted = content.endsWith("\n") ? content : content + "\n";
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.writeString(document, text.substring(0, begin) + wanted + text.substring(end));
      return;
    }
    assertThat(text.substring(begin, end))
        .as("%s is stale; run: %s", document, GoldenFile.refresh(test))
        .isEqualTo(wanted);
  }
}
