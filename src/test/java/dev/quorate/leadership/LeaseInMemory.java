package dev.quorate.leadership;

import java.util.Optional;

/** An API server that holds one lease; each replica has its own {@link #view}. */
final class LeaseInMemory {
  private Optional<LeaseRecord> lease = Optional.empty();
  private long version;
  int writes;

  /** What happens to the next request of a replica. */
  enum Fault {
    NONE,
    REQUEST_LOST,
    ANSWER_LOST
  }

  /** One replica's connection. */
  final class View implements LeaseStore {
    private long read = -1;
    private boolean present;
    Fault fault = Fault.NONE;

    @Override
    public Optional<LeaseRecord> read() {
      if (fault != Fault.NONE) {
        throw new Unavailable("no answer", null);
      }
      read = version;
      present = lease.isPresent();
      return lease;
    }

    @Override
    public boolean write(LeaseRecord next) {
      if (fault == Fault.REQUEST_LOST) {
        throw new Unavailable("no answer", null);
      }
      boolean current = lease.isPresent() == present && (!present || read == version);
      if (current) {
        lease = Optional.of(next);
        version++;
        writes++;
      }
      if (fault == Fault.ANSWER_LOST) {
        throw new Unavailable("no answer", null);
      }
      if (current) {
        read = version;
        present = true;
      }
      return current;
    }
  }

  View view() {
    return new View();
  }

  Optional<LeaseRecord> lease() {
    return lease;
  }

  /** Somebody else writes. */
  void overwrite(Optional<LeaseRecord> next) {
    lease = next;
    version++;
  }
}
