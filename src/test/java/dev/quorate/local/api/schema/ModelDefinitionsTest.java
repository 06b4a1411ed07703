package dev.quorate.local.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ModelDefinitionsTest {
  private static final int SERVERS = 4;

  @Test
  void serversThatStartTogetherSeeWholeDefinitions() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(fieldsSeenTogether(new ModelDefinitions()))
          .containsOnly(Set.of("apiVersion", "kind", "metadata", "spec", "status"));
    }
  }

  private static List<Set<String>> fieldsSeenTogether(ModelDefinitions definitions)
      throws Exception {
    var start = new CyclicBarrier(SERVERS);
    Callable<Set<String>> server =
        () -> {
          start.await();
          return definitions.schema(definitions.define("v1", "Pod").orElseThrow()).properties();
        };
    try (var threads = Executors.newFixedThreadPool(SERVERS)) {
      List<Set<String>> seen = new ArrayList<>();
      for (Future<Set<String>> future :
          List.of(server, server, server, server).stream().map(threads::submit).toList()) {
        seen.add(future.get());
      }
      return seen;
    }
  }
}
