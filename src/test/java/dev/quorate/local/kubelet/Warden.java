package dev.quorate.local.kubelet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes that cannot outlive this JVM, each as the leader of its own group. A small shell
 * holds the list of groups and reads orders from a pipe; when the pipe breaks, however this JVM
 * ended, it kills every group that is left. A process runs its command only after it is on that
 * list.
 */
public final class Warden implements AutoCloseable {
  private static final String KEEP_WATCH =
      """
      trap '' INT TERM HUP
      declare -A groups
      while read -r order signal target; do
        case $order in
          own) groups[$target]=1 ;;
          forget) unset "groups[$target]" ;;
          signal) kill -s "$signal" -- "$target" ;;
        esac
      done 2>/dev/null
      for group in "${!groups[@]}"; do kill -s KILL -- "-$group"; done 2>/dev/null
      """;
  private static final String WAIT_FOR_GO = "read -r go && exec \"$@\" </dev/null";

  private final Process shell;
  private final OutputStream orders;

  /** Starts the shell. */
  public Warden() {
    try {
      shell =
          new ProcessBuilder("setsid", "bash", "-c", KEEP_WATCH, "quorate-warden")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    orders = shell.getOutputStream();
  }

  /** Starts what the builder describes; its input is empty. */
  public Process start(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", "bash", "-c", WAIT_FOR_GO, "pod"));
    command.addAll(builder.command());
    var process = builder.command(command).redirectInput(ProcessBuilder.Redirect.PIPE).start();
    order("own - " + process.pid());
    var _ = process.onExit().thenRun(() -> ended(process.pid()));
    try (var input = process.getOutputStream()) {
      input.write("go\n".getBytes(StandardCharsets.UTF_8));
    }
    return process;
  }

  /** Children that the main process left behind go with it, as in a container. */
  private void ended(long pid) {
    signal(-pid, "KILL");
    order("forget - " + pid);
  }

  /** Sends a signal such as {@code TERM} to a process, or to a group when the id is negative. */
  public void signal(long target, String signal) {
    order("signal " + signal + " " + target);
  }

  private void order(String line) {
    synchronized (orders) {
      try {
        orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
      } catch (IOException e) {
        // The shell is gone, and with it every process that this order could be about.
        return;
      }
    }
  }

  /** Kills whatever still runs. */
  @Override
  public void close() {
    try {
      orders.close();
      shell.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
