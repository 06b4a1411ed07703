package dev.quorate.scenario;

import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.rest.Faults;
import dev.quorate.testing.OperatorJvm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** When an operator process is killed without warning. */
sealed interface SuddenDeath {

  long LOOK_AGAIN_NANOS = 2_000_000;

  /** After so many of its writes: the last one is carried out, but it never hears of that. */
  record AfterWrite(int number) implements SuddenDeath {}

  /** So long after its start, whatever it does then. */
  record After(Duration time) implements SuddenDeath {}

  /** As soon as the ensemble has committed another configuration, seen on the disk of a member. */
  record AfterReconfiguration() implements SuddenDeath {}

  /** Either, early enough to hit an operator that still has something to do. */
  static SuddenDeath any(RandomGenerator random) {
    return random.nextBoolean()
        ? new AfterWrite(random.nextInt(1, 12))
        : new After(Duration.ofMillis(random.nextLong(4_000)));
  }

  /** Starts an operator that dies so, unless it comes to rest before. */
  default OperatorJvm start(RunningCluster cluster, String ensemble) {
    cluster.local().api().faults().clear();
    return switch (this) {
      case After(Duration time) -> {
        var operator = cluster.startOperator();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
            .execute(operator::close);
        yield operator;
      }
      case AfterReconfiguration _ -> {
        var members = cluster.members(ensemble);
        int versions = members.configVersions(ensemble + "-0").size();
        var operator = cluster.startOperator();
        Thread.ofVirtual()
            .start(() -> {
              while (operator.isAlive()
                  && members.configVersions(ensemble + "-0").size() == versions) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
              }
              operator.close();
            });
        yield operator;
      }
      case AfterWrite(int number) -> {
        var writes = new AtomicInteger();
        cluster
            .local()
            .api()
            .faults()
            .inject(
                request -> isWrite(request) && writes.incrementAndGet() == number,
                new Faults.Fault.ApplyThen(() -> cluster.operator().close()));
        yield cluster.startOperator();
      }
    };
  }

  /** What was only tried has changed nothing, and who dies then would try it for ever. */
  private static boolean isWrite(ApiRequest request) {
    return request.writes()
        && request.query().get("dryRun").isEmpty()
        && !request.resource().equals("leases")
        && request.http().header("user-agent").filter("quorate"::equals).isPresent();
  }
}
