package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON paths that printer columns use: fields, quoted fields, indexes, {@code [*]}, and filters
 * such as {@code [?(@.type=="Ready")]}.
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?\\['(?<quoted>[^']+)'\\]"
              + "|\\[(?<index>-?\\d+)\\]"
              + "|\\[(?<all>\\*)\\]"
              + "|\\[\\?\\(@(?<path>[^=!<>)]*?)\\s*(?<op>==|!=)\\s*[\"'](?<value>[^\"']*)[\"']\\s*\\)\\]"
              + "|\\.(?<field>(?:[^.\\[\\\\]|\\\\.)+)");

  private final List<Function<JsonNode, Stream<JsonNode>>> steps;

  private JsonPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {
    this.steps = steps;
  }

  /**
   * Reads a path that begins with a dot.
   *
   * @throws IllegalArgumentException when it is not one of those understood here
   */
  static JsonPath parse(String text) {
    List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException("JSON path not understood: " + text);
      }
      steps.add(step(matcher));
      end = matcher.end();
    }
    return new JsonPath(steps);
  }

  /** All values that the path leads to. */
  List<JsonNode> find(JsonNode root) {
    Stream<JsonNode> found = Stream.of(root);
    for (var step : steps) {
      found = found.flatMap(step).filter(n -> !n.isMissingNode() && !n.isNull());
    }
    return found.toList();
  }

  private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
    String field =
        matcher.group("quoted") != null ? matcher.group("quoted") : matcher.group("field");
    if (field != null) {
      String name = field.replace("\\", "");
      return node -> Stream.of(node.path(name));
    }
    if (matcher.group("index") != null) {
      int index = Integer.parseInt(matcher.group("index"));
      return node -> Stream.of(node.path(index < 0 ? node.size() + index : index));
    }
    if (matcher.group("all") != null) {
      return JsonPath::children;
    }
    JsonPath path = parse(matcher.group("path"));
    String value = matcher.group("value");
    boolean equal = matcher.group("op").equals("==");
    return node ->
        children(node)
            .filter(c -> path.find(c).stream().anyMatch(v -> v.asText().equals(value)) == equal);
  }

  private static Stream<JsonNode> children(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    return children.stream();
  }
}
