package dev.quorate.reconcile;

import dev.quorate.diagnosis.Diagnosis;
import dev.quorate.diagnosis.LogSigns;
import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.observe.MemberLogs;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose log is read when. Nobody's while all is well: a log is a request to the API server and to a
 * kubelet. That of a member with a problem is read when its problems become others, and again when
 * what was read has grown old, or may be past already.
 *
 * @param readings of members with a problem
 */
record LogWatch(SortedMap<MemberId, Reading> readings) {
  static final LogWatch NOTHING = new LogWatch(Collections.emptySortedMap());

  LogWatch {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
  }

  /**
   * What was read last.
   *
   * @param problems names of the rules that told of the member then
   */
  record Reading(Instant at, Set<String> problems, LogSigns signs) {
    private boolean isFresh(Set<String> problemsNow, Instant now) {
      return problems.equals(problemsNow)
          && now.isBefore(at.plus(MemberLogs.AGE))
          && !signs.mayPass();
    }
  }

  /** What the logs tell, of those that were read. */
  Map<MemberId, LogSigns> signs() {
    Map<MemberId, LogSigns> signs = new TreeMap<>();
    readings.forEach((id, reading) -> signs.put(id, reading.signs()));
    return signs;
  }

  /** Reads the logs that are due; a log that cannot be read tells nothing. */
  LogWatch next(Diagnosis diagnosis, Names names, MemberLogs logs, Instant now) {
    SortedMap<MemberId, Reading> next = new TreeMap<>();
    diagnosis
        .suspects()
        .forEach((id, problems) -> {
          var last = readings.get(id);
          boolean isFresh = last != null && last.isFresh(problems, now);
          next.put(id, isFresh ? last : read(id, problems, names, logs, now));
        });
    return new LogWatch(next);
  }

  private Reading read(
      MemberId id, Set<String> problems, Names names, MemberLogs logs, Instant now) {
    var last = readings.get(id);
    var signs =
        switch (logs.tail(names.namespace(), names.pod(id))) {
          case Probed.Known<String>(String tail) -> LogSigns.of(tail);
          case Probed.Unknown<String> _ -> LogSigns.NONE;
        };
    return new Reading(now, problems, last == null ? signs : signs.after(last.signs()));
  }
}
