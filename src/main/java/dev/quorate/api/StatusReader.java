package dev.quorate.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads a status; one that cannot be read counts as absent, because the operator writes it anew.
 */
final class StatusReader extends JsonDeserializer<ZookeeperClusterStatus> {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(ZookeeperClusterStatus.class, Plain.class)
          .build();

  /** Takes this very deserializer off the type, or reading would never end. */
  @JsonDeserialize(using = JsonDeserializer.None.class)
  private interface Plain {}

  @Override
  public ZookeeperClusterStatus deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode tree = context.readTree(parser);
    try {
      return MAPPER.treeToValue(tree, ZookeeperClusterStatus.class);
    } catch (JsonMappingException _) {
      return null;
    }
  }
}
