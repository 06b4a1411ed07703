package dev.quorate.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quorate.facts.SetTemplate;
import dev.quorate.model.Labels;
import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Which settings differ between what pods were made from and what they will be made from, by their
 * names. What only the API server or somebody else has written is not compared, so what was taken
 * away from the pod shows only as {@value #SOMETHING}.
 */
final class ConfigurationChange {
  static final String SOMETHING = "pod";

  private static final String ZOO_CFG = "zoo.cfg";
  private static final String RESOURCES = ".resources.";
  private static final int LONGEST = 120;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SortedSet<String> keys = new TreeSet<>();

  private ConfigurationChange() {}

  /** Never empty: who asks knows that something differs. */
  static SortedSet<String> between(SetTemplate was, SetTemplate is) {
    var change = new ConfigurationChange();
    if (!was.files().isEmpty() && !is.files().isEmpty()) {
      change.files(was, is);
    }
    change.compare(SOMETHING, JSON.valueToTree(was.pod()), JSON.valueToTree(is.pod()));
    if (change.keys.isEmpty()) {
      change.keys.add(SOMETHING);
    }
    return Collections.unmodifiableSortedSet(change.keys);
  }

  private void files(SetTemplate was, SetTemplate is) {
    union(was.files().keySet(), is.files().keySet()).stream()
        .filter(file -> !Objects.equals(was.files().get(file), is.files().get(file)))
        .forEach(file -> {
          if (file.equals(ZOO_CFG)) {
            zooCfg(properties(was.files().get(file)), properties(is.files().get(file)));
          } else {
            keys.add(file);
          }
        });
  }

  private void zooCfg(Properties was, Properties is) {
    union(was.stringPropertyNames(), is.stringPropertyNames()).stream()
        .filter(key -> !Objects.equals(was.getProperty(key), is.getProperty(key)))
        .forEach(key -> add(ZOO_CFG + ":" + key));
  }

  private static Properties properties(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text == null ? "" : text));
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory can always be read", e);
    } catch (IllegalArgumentException _) {
      // Somebody else's, with an escape that is none; then everything is new.
      return new Properties();
    }
    return properties;
  }

  private static SortedSet<String> union(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private void compare(String path, JsonNode was, JsonNode is) {
    if (is.isObject() && was.isObject()) {
      is.properties().stream()
          .filter(field -> !field.getKey().equals(Labels.REVISION))
          .forEach(field ->
              compare(path + "." + field.getKey(), was.path(field.getKey()), field.getValue()));
    } else if (isNamed(was) && isNamed(is)) {
      is.forEach(element -> element(path, was, element));
      was.forEach(element -> {
        if (named(is, name(element)).isEmpty()) {
          add(path + "[" + name(element) + "]");
        }
      });
    } else if (!isSame(was, is) && !(path.contains(RESOURCES) && isSameQuantity(was, is))) {
      add(path);
    }
  }

  /** Which configuration is mounted follows from what is in it. */
  private void element(String path, JsonNode others, JsonNode element) {
    String name = name(element);
    if (path.endsWith(".volumes") && name.equals(Mount.CONFIG.volume())) {
      return;
    }
    String here = path + "[" + name + "]";
    named(others, name).ifPresentOrElse(was -> compare(here, was, element), () -> add(here));
  }

  private static boolean isNamed(JsonNode node) {
    return node.isArray()
        && StreamSupport.stream(node.spliterator(), false)
            .allMatch(e -> e.path("name").isTextual());
  }

  private static String name(JsonNode element) {
    return element.path("name").textValue();
  }

  private static Optional<JsonNode> named(JsonNode list, String name) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(element -> name(element).equals(name))
        .findFirst();
  }

  private void add(String key) {
    keys.add(key.length() <= LONGEST ? key : key.substring(0, LONGEST - 1) + "…");
  }

  /** The API server writes nothing at all for what is empty. */
  private static boolean isSame(JsonNode was, JsonNode is) {
    return was.equals(is) || (isNothing(was) && isNothing(is));
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
  }

  /** The API server writes half a processor as 500m. */
  private static boolean isSameQuantity(JsonNode was, JsonNode is) {
    try {
      return was.isTextual()
          && is.isTextual()
          && Quantity.getAmountInBytes(Quantity.parse(was.textValue()))
                  .compareTo(Quantity.getAmountInBytes(Quantity.parse(is.textValue())))
              == 0;
    } catch (IllegalArgumentException | ArithmeticException _) {
      return false;
    }
  }
}
