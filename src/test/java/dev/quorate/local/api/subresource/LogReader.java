package dev.quorate.local.api.subresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.http.Query;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Store;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Serves {@code kubectl logs}: a container's output file, its tail, and what is added to it. */
public final class LogReader {
  private static final long POLL_MILLIS = 100;
  private final Store store;
  private final AtomicReference<PodLogs> logs;

  public LogReader(Store store, AtomicReference<PodLogs> logs) {
    this.store = store;
    this.logs = logs;
  }

  /** Streams the log that the query asks for. */
  public HttpAnswer read(Target target, Query query) {
    ObjectNode pod =
        store.find(target.id()).orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
    String container = container(pod, target, query);
    Path file =
        logs.get()
            .file(target.namespace(), target.name(), container, query.flag("previous"))
            .orElseThrow(() -> notThere(target, container, query));
    return new HttpAnswer.Stream(
        "text/plain",
        sink -> {
          try (var log = new RandomAccessFile(file.toFile(), "r")) {
            long last = query.number("tailLines").map(n -> tail(log, n)).orElse(0L);
            log.seek(query.number("sinceSeconds").map(n -> since(log, n, last)).orElse(last));
            send(log, sink);
            while (query.flag("follow") && store.find(target.id()).isPresent()) {
              Thread.sleep(POLL_MILLIS);
              send(log, sink);
            }
          }
        });
  }

  private static String container(ObjectNode pod, Target target, Query query) {
    List<String> names = new ArrayList<>();
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : pod.path("spec").path(list)) {
        names.add(container.path("name").asText());
      }
    }
    String wanted = query.get("container").orElse(names.isEmpty() ? "" : names.getFirst());
    if (!names.contains(wanted)) {
      throw ApiError.badRequest(
          "container %s is not valid for pod %s".formatted(wanted, target.name()));
    }
    return wanted;
  }

  private static ApiError notThere(Target target, String container, Query query) {
    return ApiError.badRequest(
        query.flag("previous")
            ? "previous terminated container \"%s\" in pod \"%s\" not found"
                .formatted(container, target.name())
            : "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating"
                .formatted(container, target.name()));
  }

  /** Where the last so many lines begin. */
  private static long tail(RandomAccessFile log, long lines) {
    try {
      long position = log.length();
      long wanted = lines;
      while (position > 0) {
        log.seek(position - 1);
        boolean endOfLine = log.read() == '\n' && position < log.length();
        if (endOfLine && --wanted <= 0) {
          return position;
        }
        position--;
      }
      return lines == 0 ? log.length() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Where the lines of the last so many seconds begin, by the times that they begin with. */
  private static long since(RandomAccessFile log, long seconds, long from) {
    var oldest = Instant.now().minusSeconds(seconds);
    try {
      boolean skips = false;
      log.seek(from);
      long begin = from;
      for (var line = log.readLine(); line != null; line = log.readLine()) {
        var time = time(line);
        if (time.isPresent() && !time.get().isBefore(oldest)) {
          return skips ? begin : from;
        }
        skips |= time.isPresent();
        begin = log.getFilePointer();
      }
      return skips ? log.length() : from;
    } catch (IOException e) {
      return from;
    }
  }

  private static Optional<Instant> time(String line) {
    try {
      return Optional.of(Instant.parse(line.substring(0, Math.max(0, line.indexOf(' ')))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static void send(RandomAccessFile log, HttpAnswer.Sink sink) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int read = log.read(buffer); read > 0; read = log.read(buffer)) {
      sink.send(Arrays.copyOf(buffer, read));
    }
  }
}
