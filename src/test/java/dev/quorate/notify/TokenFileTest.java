package dev.quorate.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  @TempDir Path folder;

  private TokenFile holding(byte[] content) throws IOException {
    return new TokenFile(Files.write(folder.resolve("token"), content));
  }

  private TokenFile holding(String content) throws IOException {
    return holding(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void takesTheOneLineThatThereIs() throws IOException {
    assertThat(holding(" ab.c-_~+/=\r\n").read()).isEqualTo("ab.c-_~+/=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "s3cret\ns3cret", "s3cret s3cret", "s3crét"})
  void refusesWhatIsNoToken(String content) throws IOException {
    var file = holding(content);

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("token file .*/token (is empty|holds something else .*)")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesWhatIsNoTextOrTooMuch() throws IOException {
    var noText = holding(new byte[] {(byte) 0xff, 's', '3'});
    assertThatThrownBy(noText::read).hasMessageContaining("(MalformedInputException)");
    var tooMuch = holding("a".repeat(16 * 1024 + 1));
    assertThatThrownBy(tooMuch::read).hasMessageContaining("cannot be read");
  }
}
