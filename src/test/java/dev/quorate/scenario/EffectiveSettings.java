package dev.quorate.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.local.LocalCluster;
import dev.quorate.testing.MemberModes;
import dev.quorate.zookeeper.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a running server really has been told: by its own word, and by its command line. */
record EffectiveSettings(LocalCluster cluster, String address, String pod) {

  /** A key of {@code conf}, a system property, a JVM option, or the format of the log. */
  Optional<String> of(String key) {
    if (key.startsWith("-XX:")) {
      return commandLine()
          .filter(argument -> argument.startsWith(key + "="))
          .map(argument -> argument.substring(key.length() + 1))
          .findFirst();
    }
    if (key.equals("log")) {
      return Optional.of(lastLine().startsWith("{") ? "JSON" : "Text");
    }
    return conf(key).or(() -> systemProperty(key));
  }

  private Optional<String> conf(String key) {
    return MemberModes.ask(address, Word.CONF)
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst();
  }

  private Optional<String> systemProperty(String key) {
    try (var answer =
        URI.create("http://%s:8080/commands/system_properties".formatted(address))
            .toURL()
            .openStream()) {
      return Optional.ofNullable(new ObjectMapper().readTree(answer).get(key))
          .map(value -> value.asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> commandLine() {
    long pid = cluster.kubelet().pid("default", pod).orElseThrow();
    return Stream.of(read(Path.of("/proc", Long.toString(pid), "cmdline")).split("\0"));
  }

  private String lastLine() {
    return read(cluster.kubelet().logs("default", pod).getLast())
        .lines()
        .reduce("", (_, line) -> line);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
