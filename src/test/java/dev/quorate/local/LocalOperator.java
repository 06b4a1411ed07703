package dev.quorate.local;

import dev.quorate.local.kubelet.Warden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator as a process of its own, so that it can be killed like one. It is the program of
 * {@code dev.quorate.Main} with the class path of this JVM, finds the cluster through a kubeconfig,
 * and resolves the names of pods as in the cluster.
 */
public final class LocalOperator implements AutoCloseable {
  private static final String MAIN = "dev.quorate.Main";

  private final Warden warden;
  private final Process process;
  private final Path log;

  private LocalOperator(Warden warden, Process process, Path log) {
    this.warden = warden;
    this.process = process;
    this.log = log;
  }

  /** Starts it; all of its output is appended to the log. */
  static LocalOperator start(
      Warden warden, List<String> javaOptions, Map<String, String> environment, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("QUORATE_"));
    builder.environment().putAll(new HashMap<>(environment));
    try {
      return new LocalOperator(warden, warden.start(builder), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** What it printed. */
  public Path log() {
    return log;
  }

  /** Kills it without warning, and returns when it is gone. */
  public void kill() {
    warden.signal(-process.pid(), "KILL");
    process.onExit().join();
  }

  /** Asks it to end, as a kubelet would, and returns its exit code when it has. */
  public int stop() {
    warden.signal(process.pid(), "TERM");
    return process.onExit().join().exitValue();
  }

  /** Same as {@link #kill}. */
  @Override
  public void close() {
    kill();
  }
}
