package dev.quorate.zookeeper;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code hash} reports: digests of the whole database, recorded every 128 transactions.
 * Members whose digests of one zxid differ have diverged. A server that has none yet closes the
 * connection without an answer.
 *
 * @param digests by zxid
 */
public record HashReport(SortedMap<Long, Long> digests) {

  public HashReport {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** Reads an answer to {@code hash}. */
  public static Reading<HashReport> read(Answer answer) {
    return Reading.of(answer, HashReport::parse);
  }

  private static HashReport parse(String text) throws UnreadableException {
    SortedMap<Long, Long> digests = new TreeMap<>(Long::compareUnsigned);
    for (Map.Entry<String, String> field : Fields.of(text, ": ").values().entrySet()) {
      digests.put(
          Fields.parseHex("zxid", field.getKey()), Fields.parseLong("digest", field.getValue()));
    }
    return new HashReport(digests);
  }
}
