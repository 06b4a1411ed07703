package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

  @Test
  void isReadBackAsTheSameKeysAndValues() throws IOException {
    var properties =
        Map.of(
            "plain", "value",
            "with space", " leading and trailing ",
            "a=b:c#d!e", "x=y:z#1!2",
            "back\\slash", "C:\\zookeeper\\",
            "lines", "one\ntwo\r\n\tthree",
            "umlaut-ä", "größe €",
            "empty", "");

    assertThat(read(PropertiesText.of(new TreeMap<>(properties)))).isEqualTo(properties);
  }

  @Test
  void isSortedAndHoldsNothingElse() {
    assertThat(PropertiesText.of(new TreeMap<>(Map.of("b", "2", "a", "1"))))
        .isEqualTo("a=1\nb=2\n");
  }

  @Test
  void aLineBreakInAValueAddsNoKey() throws IOException {
    var injected = PropertiesText.of(new TreeMap<>(Map.of("snapCount", "1\nskipACL=yes")));

    assertThat(read(injected)).containsOnlyKeys("snapCount");
  }

  // As ZooKeeper reads zoo.cfg.
  private static Map<Object, Object> read(String text) throws IOException {
    var properties = new Properties();
    properties.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    return properties;
  }
}
