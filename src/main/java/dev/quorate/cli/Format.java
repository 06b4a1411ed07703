package dev.quorate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** For programs that read what a command found. */
enum Format {
  JSON,
  YAML;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** The value as a document that ends with a line break. */
  String text(Object value) {
    try {
      return switch (this) {
        case JSON -> MAPPER.writeValueAsString(value) + "\n";
        case YAML -> yaml(value);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An object of Kubernetes, or any other value. */
  static String yaml(Object value) {
    return new KubernetesSerialization(new ObjectMapper(), false).asYaml(MAPPER.valueToTree(value));
  }
}
