package dev.quorate.local.api.store;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.ScalarEvent;

/** YAML as Kubernetes and kubectl read it: {@code y}, {@code off} and their like are booleans. */
final class KubernetesYaml extends YAMLFactory {
  private static final Set<String> YES =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> NO =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

  @Override
  protected YAMLParser _createParser(Reader reader, IOContext context) throws IOException {
    return new Parser(this, reader, context);
  }

  private static final class Parser extends YAMLParser {
    Parser(KubernetesYaml factory, Reader reader, IOContext context) {
      super(
          context,
          factory._parserFeatures,
          factory._yamlParserFeatures,
          factory._loaderOptions,
          factory._objectCodec,
          reader);
    }

    @Override
    protected JsonToken _decodeScalar(ScalarEvent scalar) throws IOException {
      JsonToken token = super._decodeScalar(scalar);
      if (scalar.getScalarStyle() != ScalarStyle.PLAIN || scalar.getTag() != null) {
        return token;
      }
      if (YES.contains(scalar.getValue())) {
        return JsonToken.VALUE_TRUE;
      }
      return NO.contains(scalar.getValue()) ? JsonToken.VALUE_FALSE : token;
    }
  }
}
