package dev.quorate.validation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.model.ZooKeeperVersion;
import java.io.IOException;

/** What the rules look things up in. The texts come from the caller; nothing is read here. */
public record Tables(VersionTable versions, ConfigKeys configKeys) {

  /**
   * Parses the two YAML texts.
   *
   * @throws IllegalArgumentException when one of them is not what it should be; the message says
   *     where
   */
  public static Tables parse(String versions, String configKeys) {
    return new Tables(parse(versions, VersionTable.class), parse(configKeys, ConfigKeys.class));
  }

  private static <T> T parse(String yaml, Class<T> type) {
    try {
      return mapper().readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static ObjectMapper mapper() {
    var versions =
        new SimpleModule()
            .addDeserializer(ZooKeeperVersion.class, new VersionReader())
            .addKeyDeserializer(ZooKeeperVersion.class, new VersionKeyReader());
    return new YAMLMapper().registerModule(versions);
  }

  private static ZooKeeperVersion version(String text) {
    return ZooKeeperVersion.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
  }

  private static final class VersionReader extends StdDeserializer<ZooKeeperVersion> {
    VersionReader() {
      super(ZooKeeperVersion.class);
    }

    @Override
    public ZooKeeperVersion deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return version(parser.getText());
    }
  }

  private static final class VersionKeyReader extends KeyDeserializer {
    @Override
    public ZooKeeperVersion deserializeKey(String key, DeserializationContext context)
        throws JacksonException {
      return version(key);
    }
  }
}
