package dev.quorate.local.api.rest;

import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes chosen requests go wrong in the ways that requests go wrong. */
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /** What goes wrong. */
  public sealed interface Fault {

    /** Nothing is done, and the client gets this status and reason. */
    record Refuse(int status, String reason, String message) implements Fault {}

    /** Nothing is done, and the connection breaks. */
    record Drop() implements Fault {}

    /** The request is carried out, but the connection breaks before the answer. */
    record ApplyThenDrop() implements Fault {}

    /** The request is carried out, and something else happens before the answer. */
    record ApplyThen(Runnable then) implements Fault {}

    /** The request is carried out after a while. */
    record Delay(Duration duration) implements Fault {}
  }

  /** An injected fault; closing it ends it. */
  public final class Rule implements AutoCloseable {
    private final Predicate<ApiRequest> when;
    private final Fault fault;
    private final AtomicInteger left;
    private final AtomicInteger hits = new AtomicInteger();

    private Rule(Predicate<ApiRequest> when, Fault fault, int times) {
      this.when = when;
      this.fault = fault;
      this.left = new AtomicInteger(times);
    }

    /** How many requests it has hit. */
    public int hits() {
      return hits.get();
    }

    @Override
    public void close() {
      rules.remove(this);
    }

    private boolean takes(ApiRequest request) {
      if (!when.test(request) || left.getAndDecrement() <= 0) {
        return false;
      }
      hits.incrementAndGet();
      return true;
    }
  }

  /** Lets every request that matches suffer, until the rule is closed. */
  public Rule inject(Predicate<ApiRequest> when, Fault fault) {
    return inject(when, fault, Integer.MAX_VALUE);
  }

  /** Lets the next so many requests that match suffer. */
  public Rule inject(Predicate<ApiRequest> when, Fault fault, int times) {
    var rule = new Rule(when, fault, times);
    rules.add(rule);
    return rule;
  }

  /** Ends all faults. */
  public void clear() {
    rules.clear();
  }

  HttpAnswer around(ApiRequest request, Supplier<HttpAnswer> work) throws InterruptedException {
    for (Rule rule : rules) {
      if (rule.takes(request)) {
        return suffer(rule.fault, work);
      }
    }
    return work.get();
  }

  private static HttpAnswer suffer(Fault fault, Supplier<HttpAnswer> work)
      throws InterruptedException {
    return switch (fault) {
      case Fault.Refuse refuse ->
          Answers.error(new ApiError(refuse.status(), refuse.reason(), refuse.message()));
      case Fault.Drop ignored -> new HttpAnswer.Dropped();
      case Fault.ApplyThenDrop ignored -> {
        HttpAnswer unheard = work.get();
        yield unheard instanceof HttpAnswer.Stream ? unheard : new HttpAnswer.Dropped();
      }
      case Fault.ApplyThen(Runnable then) -> {
        HttpAnswer unheard = work.get();
        then.run();
        yield unheard;
      }
      case Fault.Delay delay -> {
        Thread.sleep(delay.duration());
        yield work.get();
      }
    };
  }
}
