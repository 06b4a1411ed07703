package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The two programs that run in a member's container.
 *
 * @param start prepares the volume and becomes the server
 * @param probe answers whether the server is alive, or ready
 */
public record Scripts(String start, String probe) {

  /** Those that this operator ships; the one place where this package reads anything. */
  public static Scripts shipped() {
    return new Scripts(read("start.sh"), read("probe.sh"));
  }

  private static String read(String name) {
    try (var resource = Scripts.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("not in the operator's jar: " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
