package dev.quorate.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The bearer token. Read for every attempt, because a mounted Secret changes under a process that
 * runs. Its content is in no message.
 */
record TokenFile(Path path) {
  private static final long LONGEST = 16 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  /**
   * @throws IOException that says why there is no token to send
   */
  String read() throws IOException {
    String token = content();
    if (!TOKEN.matcher(token).matches()) {
      throw new IOException(
          token.isEmpty()
              ? "token file %s is empty".formatted(path)
              : "token file %s holds something else than one line of visible ASCII"
                  .formatted(path));
    }
    return token;
  }

  private String content() throws IOException {
    try {
      if (Files.size(path) > LONGEST) {
        throw new IOException("longer than %d bytes".formatted(LONGEST));
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new IOException(
          "token file %s cannot be read (%s)".formatted(path, e.getClass().getSimpleName()), e);
    }
  }
}
