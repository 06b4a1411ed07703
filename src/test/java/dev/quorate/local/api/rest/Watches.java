package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Change;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.RevisionForgotten;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.store.Subscription;
import dev.quorate.local.api.tables.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Watch: what is there if asked for, then what changes, until the client or the time says stop. */
final class Watches {
  private static final Duration BOOKMARKS = Duration.ofSeconds(15);
  private static final Duration LAST_BOOKMARK = Duration.ofSeconds(2);
  private static final long LONGEST_SECONDS = 3600;
  private final Store store;

  Watches(Store store) {
    this.store = store;
  }

  HttpAnswer watch(Target target, ApiRequest request, Rendering rendering) {
    var selection = Selection.of(target, request);
    return new HttpAnswer.Stream(
        "application/json",
        sink -> {
          try (var watch = open(selection, request)) {
            stream(watch, request, new Output(sink, selection, rendering));
          } catch (RevisionForgotten e) {
            send(sink, "ERROR", new ApiError(410, "Expired", e.getMessage()).status());
          }
        });
  }

  /** What a watch begins with. */
  private record Opened(Subscription changes, List<ObjectNode> initial, long revision)
      implements AutoCloseable {
    @Override
    public void close() {
      changes.close();
    }
  }

  private Opened open(Selection selection, ApiRequest request) {
    long after = request.query().number("resourceVersion").orElse(0L);
    boolean initial = after == 0 || request.query().flag("sendInitialEvents");
    return store.atomically(() -> {
      long revision = store.revision();
      var changes = store.subscribe(selection::covers, initial ? revision : after);
      var target = selection.target();
      List<ObjectNode> present =
          initial
              ? store.list(target.storedType(), target.namespace()).stream()
                  .filter(o -> target.name().isEmpty() || name(o).equals(target.name()))
                  .filter(selection::selects)
                  .toList()
              : List.of();
      return new Opened(changes, present, revision);
    });
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  private void stream(Opened watch, ApiRequest request, Output output)
      throws IOException, InterruptedException {
    boolean bookmarks = request.query().flag("allowWatchBookmarks");
    for (ObjectNode object : watch.initial()) {
      output.event("ADDED", object);
    }
    if (request.query().flag("sendInitialEvents")) {
      output.bookmark(watch.revision(), true);
    }
    Instant end =
        Instant.now().plusSeconds(request.query().number("timeoutSeconds").orElse(LONGEST_SECONDS));
    Instant bookmark = nextBookmark(end);
    while (Instant.now().isBefore(end)) {
      Instant next = bookmark.isBefore(end) ? bookmark : end;
      Optional<Change> change =
          watch.changes().next(Duration.between(Instant.now(), next).plusMillis(1));
      if (change.isPresent()) {
        output.change(change.get());
      } else if (!Instant.now().isBefore(bookmark)) {
        bookmark = nextBookmark(end);
        long quiet = bookmarks ? quietRevision(watch) : 0;
        if (quiet > 0) {
          output.bookmark(quiet, false);
        }
      }
    }
  }

  /** Regularly, and two seconds before the end; not again after that. */
  private static Instant nextBookmark(Instant end) {
    Instant regular = Instant.now().plus(BOOKMARKS);
    Instant last = end.minus(LAST_BOOKMARK);
    if (regular.isBefore(last)) {
      return regular;
    }
    return Instant.now().isBefore(last) ? last : Instant.MAX;
  }

  /** A revision up to which this watch has seen everything; 0 when something still waits. */
  private long quietRevision(Opened watch) {
    return store.atomically(() -> watch.changes().isDrained() ? store.revision() : 0L);
  }

  private static void send(HttpAnswer.Sink sink, String type, ObjectNode object)
      throws IOException {
    ObjectNode event = Json.object().put("type", type).set("object", object);
    sink.send((Json.text(event) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Words changes as this watcher sees them. */
  private record Output(HttpAnswer.Sink sink, Selection selection, Rendering rendering) {

    void event(String type, ObjectNode object) throws IOException {
      send(sink, type, rendering.one(object));
    }

    void bookmark(long revision, boolean endsInitialEvents) throws IOException {
      send(sink, "BOOKMARK", rendering.bookmark(revision, endsInitialEvents));
    }

    void change(Change change) throws IOException {
      boolean was = change.previous().filter(selection::selects).isPresent();
      boolean is = change.kind() != Change.Kind.DELETED && selection.selects(change.object());
      if (is) {
        event(was ? "MODIFIED" : "ADDED", change.object());
      } else if (was) {
        event("DELETED", lastSeen(change));
      }
    }

    /** An object that leaves the selection is shown as it was inside, at the new revision. */
    private static ObjectNode lastSeen(Change change) {
      if (change.kind() == Change.Kind.DELETED) {
        return change.object();
      }
      ObjectNode last = change.previous().orElseThrow().deepCopy();
      last.withObject("/metadata").put("resourceVersion", Long.toString(change.revision()));
      return last;
    }
  }
}
