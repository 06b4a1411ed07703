package dev.quorate.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven has written into the jar. */
final class ProgramVersion implements IVersionProvider {
  private static final String WRITTEN = "/META-INF/maven/dev.quorate/quorate/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    try (var file = ProgramVersion.class.getResourceAsStream(WRITTEN)) {
      var properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return new String[] {
        properties.getProperty("version", "not from a jar, so without a version")
      };
    }
  }
}
