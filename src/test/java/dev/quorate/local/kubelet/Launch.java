package dev.quorate.local.kubelet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process of a container starts: with only this environment, in this folder.
 *
 * @param command the program and its arguments, with mount paths already translated
 */
record Launch(Warden warden, List<String> command, Map<String, String> environment, Path folder) {

  /** The same surroundings for another command, such as a probe. */
  Launch withCommand(List<String> other) {
    return new Launch(warden, other, environment, folder);
  }

  /** Starts it with all output appended to a file. */
  Process into(File log) throws IOException {
    return warden.start(builder().redirectOutput(ProcessBuilder.Redirect.appendTo(log)));
  }

  /** Starts it with all output to be read by the caller. */
  Process piped() throws IOException {
    return warden.start(builder());
  }

  private ProcessBuilder builder() {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
