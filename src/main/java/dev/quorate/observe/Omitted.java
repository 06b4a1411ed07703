package dev.quorate.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** What the API server may leave out, as the empty value that leaving it out means. */
final class Omitted {
  private Omitted() {}

  static String text(String text) {
    return text == null ? "" : text;
  }

  static Map<String, String> annotations(ObjectMeta meta) {
    return meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
  }
}
