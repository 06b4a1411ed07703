package dev.quorate.cli;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One client: sends what is due, one request at a time, until there is no more or one fails. */
final class LoadWorker {
  private final Schedule schedule;
  private final Pace pace;
  private final Requests requests;
  private final LoadRecord done;

  /** What a client can do; each answers why it was not done, empty when it was. */
  interface Requests {
    Optional<String> read(String path);

    Optional<String> write(String path);
  }

  LoadWorker(Schedule schedule, Pace pace, Requests requests, LoadRecord done) {
    this.schedule = schedule;
    this.pace = pace;
    this.requests = requests;
    this.done = done;
  }

  /**
   * Works until it is done.
   *
   * @return why a request failed, after which nothing more is sent
   */
  Optional<String> work(List<String> paths, RandomGenerator random) throws InterruptedException {
    var number = schedule.take();
    while (number.isPresent() && pace.waitUntil(schedule.due(number.getAsLong()))) {
      if (pace.nanos() >= schedule.end()) {
        return Optional.empty();
      }
      var failure = send(number.getAsLong(), paths.get(random.nextInt(paths.size())));
      if (failure.isPresent()) {
        return failure;
      }
      number = schedule.take();
    }
    return Optional.empty();
  }

  private Optional<String> send(long number, String path) {
    long due = schedule.due(number);
    long sent = pace.nanos();
    boolean isWrite = schedule.isWrite(number);
    var failure = isWrite ? requests.write(path) : requests.read(path);
    done.add(new LoadRecord.Request(isWrite, due, sent, pace.nanos(), failure.isEmpty()));
    return failure;
  }
}
