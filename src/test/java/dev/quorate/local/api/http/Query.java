package dev.quorate.local.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decoded parameters of a request's query string; a name may occur more than once. */
public record Query(Map<String, List<String>> values) {

  static Query parse(String raw) {
    Map<String, List<String>> values = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decode(name), n -> new ArrayList<>()).add(decode(value));
      }
    }
    return new Query(values);
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The first non-empty value: an empty parameter means the same as none. */
  public Optional<String> get(String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).findFirst();
  }

  /** All values of a repeated parameter. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** True for {@code name=true} and {@code name=1}, as Kubernetes reads flags. */
  public boolean flag(String name) {
    return get(name).filter(v -> v.equals("true") || v.equals("1")).isPresent();
  }

  /** A whole number, if the parameter is there and is one. */
  public Optional<Long> number(String name) {
    return get(name).filter(v -> v.matches("-?\\d{1,18}")).map(Long::valueOf);
  }
}
