package dev.quorate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A process, and what the kernel says that it costs. */
final class MeasuredProcess implements AutoCloseable {
  /** The kernel counts processor time in these, whatever the machine (USER_HZ). */
  private static final Duration TICK = Duration.ofMillis(10);

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final Instant started;

  private MeasuredProcess(Process process, Instant started) {
    this.process = process;
    this.started = started;
  }

  static MeasuredProcess start(ProcessBuilder builder) {
    try {
      var before = Instant.now();
      return new MeasuredProcess(builder.start(), before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The moment before it was started. */
  Instant started() {
    return started;
  }

  /** Processor time so far, over all of its threads. */
  Duration processorTime() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK.multipliedBy(
        Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
  }

  /** Resident memory in MB, pages of shared files included. */
  double residentMegabytes() {
    return megabytes("VmRSS:");
  }

  /** Resident memory in MB that is nobody else's and in no file. */
  double anonymousMegabytes() {
    return megabytes("RssAnon:");
  }

  private double megabytes(String field) {
    return read("status")
            .lines()
            .filter(line -> line.startsWith(field))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException("is this Linux, and does the process run?", e);
    }
  }

  /** Sends SIGTERM and waits for the end. */
  void stop() {
    process.destroy();
    process.onExit().join();
  }

  /** Sends SIGTERM and returns. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
