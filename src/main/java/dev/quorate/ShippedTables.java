package dev.quorate;

import dev.quorate.validation.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version table and the table of zoo.cfg keys that are part of the program. */
public final class ShippedTables {
  private ShippedTables() {}

  /** Reads and parses both; meant to be called once. */
  public static Tables read() {
    return Tables.parse(text("versions.yaml"), text("config-keys.yaml"));
  }

  private static String text(String name) {
    try (var stream = Tables.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
