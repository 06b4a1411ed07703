package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BasicsTest {

  @Test
  void aWatcherSeesEveryWriteInOrder() {
    try (var server = ApiServer.start();
        KubernetesClient client = server.client()) {
      List<String> seen = new CopyOnWriteArrayList<>();
      client.configMaps().inNamespace("default").watch(into(seen));
      var map =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName("a")
              .endMetadata()
              .addToData("k", "v")
              .build();
      client.resource(map).create();
      var named = client.configMaps().withName("a");
      named.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"k\":null,\"l\":\"w\"}}");
      named.edit(c -> new ConfigMapBuilder(c).addToData("m", "n").build());
      named.delete();
      Awaitility.await().until(() -> seen.size() >= 4);
      assertThat(seen)
          .containsExactly(
              "ADDED a {k=v}", "MODIFIED a {l=w}", "MODIFIED a {l=w, m=n}", "DELETED a {l=w, m=n}");
    }
  }

  private static Watcher<ConfigMap> into(List<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName() + " " + map.getData());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed " + cause);
      }
    };
  }
}
