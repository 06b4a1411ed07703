package dev.quorate.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a CRD as YAML that is small and that every parser reads alike. */
final class CrdYaml {
  private static final ObjectMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .stringQuotingChecker(new PlainWordsOnly())
              .build());

  private CrdYaml() {}

  static String write(JsonNode crd) {
    try {
      return MAPPER.writeValueAsString(crd);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The stock checker leaves words unquoted that older parsers read as booleans. */
  private static final class PlainWordsOnly extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN =
        Pattern.compile("[A-Za-z./][A-Za-z0-9 ./()+_-]*[A-Za-z0-9.)]");
    private static final Set<String> SPECIAL =
        Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return !PLAIN.matcher(value).matches() || SPECIAL.contains(value.toLowerCase(Locale.ROOT));
    }
  }
}
