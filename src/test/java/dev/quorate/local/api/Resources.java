package dev.quorate.local.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files of the test class path. */
final class Resources {
  private Resources() {}

  static InputStream stream(String name) {
    InputStream in = Resources.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new IllegalArgumentException("no resource " + name);
    }
    return in;
  }

  static String text(String name) {
    try (var in = stream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
