package dev.quorate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One resource of {@code src/test/resources/crd} and what becomes of it. Comments before the
 * resource hold the expectations, one a line:
 *
 * <ul>
 *   <li>{@code # api server:} accepted, or a field, a colon and what the API server complains about
 *   <li>{@code # operator:} accepted, or a refusal
 *   <li>{@code # warning:} what the operator says about an accepted resource
 *   <li>{@code # running:} the version that members run when the operator looks
 *   <li>{@code # differs:} why only one of the two refuses
 * </ul>
 *
 * <p>A file with two documents is a change: the first one is stored already.
 *
 * @param before the stored resource, when the file is about a change
 * @param after the resource that is written
 */
public record CorpusFile(String name, List<String> header, Optional<String> before, String after) {
  private static final Path FOLDER = Path.of("src/test/resources/crd");
  private static final String SEPARATOR = "\n---\n";

  /** Every file, by name. */
  public static Stream<CorpusFile> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml"))
          .sorted()
          .map(CorpusFile::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusFile read(Path file) {
    try {
      String text = Files.readString(file);
      List<String> header = text.lines().takeWhile(line -> line.startsWith("#")).toList();
      int separator = text.indexOf(SEPARATOR);
      return new CorpusFile(
          file.getFileName().toString().replace(".yaml", ""),
          header,
          separator < 0 ? Optional.empty() : Optional.of(text.substring(0, separator)),
          separator < 0 ? text : text.substring(separator + SEPARATOR.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the file is here because something refuses it. */
  public boolean isInvalid() {
    return name.startsWith("invalid-");
  }

  public List<String> apiServer() {
    return lines("api server");
  }

  public List<String> operator() {
    return lines("operator");
  }

  public List<String> warnings() {
    return lines("warning");
  }

  public Optional<String> running() {
    return lines("running").stream().findFirst();
  }

  /** Why API server and operator do not agree, when they do not. */
  public Optional<String> differs() {
    return lines("differs").stream().findFirst();
  }

  private List<String> lines(String key) {
    String prefix = "# " + key + ": ";
    return header.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
