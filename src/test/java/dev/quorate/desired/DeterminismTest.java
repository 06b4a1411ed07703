package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order in which a user or a tool writes the fields changes no byte of what comes out (I12).
 */
class DeterminismTest {
  private static final int ROUNDS = 25; // of each of four cases

  @ParameterizedTest
  @ValueSource(
      strings = {"all-pod-settings", "overlay-with-sidecar", "config-and-jvm", "load-balancer"})
  void theOrderOfFieldsDoesNotMatter(String name) throws IOException {
    var golden = DesiredCase.named(name);
    var expected = Serialization.asJson(golden.desired().inApplyOrder());
    var cluster = new ObjectMapper().convertValue(golden.cluster(), Object.class);

    for (int seed = 0; seed < ROUNDS; seed++) {
      var shuffled =
          new ObjectMapper()
              .convertValue(shuffle(cluster, new Random(seed)), ZookeeperCluster.class);
      var desired =
          DesiredResources.of(
              DesiredCase.accepted(shuffled), golden.topology(), DesiredCase.SCRIPTS);
      assertThat(Serialization.asJson(desired.inApplyOrder()))
          .as("rendered with seed %d", seed)
          .isEqualTo(expected);
    }
  }

  private static Object shuffle(Object value, Random random) {
    return switch (value) {
      case Map<?, ?> map -> {
        var entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, random);
        var shuffled = new LinkedHashMap<Object, Object>();
        entries.forEach(e -> shuffled.put(e.getKey(), shuffle(e.getValue(), random)));
        yield shuffled;
      }
      case List<?> list -> list.stream().map(element -> shuffle(element, random)).toList();
      case null, default -> value;
    };
  }
}
