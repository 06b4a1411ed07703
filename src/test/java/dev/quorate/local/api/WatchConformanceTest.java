package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watches: from where they start, what they leave out, and how they end. */
class WatchConformanceTest {
  private static final String MAPS = "/api/v1/namespaces/@/configmaps";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @Test
  void showsOnlyWhatHappensAfterTheGivenVersion() {
    map("a", "{l: x}");
    var version = api.get(MAPS + "?labelSelector=l").text("/metadata/resourceVersion");
    map("b", "{l: x}");
    try (var watch = watch("labelSelector=l&resourceVersion=" + version)) {
      api.merge(MAPS + "/a", "{data: {k: v}}");
      api.delete(MAPS + "/b", "");
      assertThat(watch.await(3)).containsExactly("ADDED b", "MODIFIED a", "DELETED b");
    }
  }

  @Test
  void beginsWithWhatIsThereWhenNoVersionIsGiven() {
    map("a", "{l: x}");
    map("b", "{l: x}");
    try (var watch = watch("labelSelector=l")) {
      assertThat(watch.await(2)).containsExactlyInAnyOrder("ADDED a", "ADDED b");
    }
  }

  @Test
  void anObjectThatLeavesTheSelectorIsDeletedForTheWatcher() {
    var version = map("a", "{l: x}").text("/metadata/resourceVersion");
    try (var watch = watch("labelSelector=l%3Dx&resourceVersion=" + version)) {
      var left = api.merge(MAPS + "/a", "{metadata: {labels: {l: z}}}");
      api.merge(MAPS + "/a", "{data: {k: v}}");
      api.merge(MAPS + "/a", "{metadata: {labels: {l: x}}}");
      assertThat(watch.await(2)).containsExactly("DELETED a", "ADDED a");
      var deleted = watch.events().getFirst();
      assertThat(deleted.at("/object/metadata/labels/l").asText()).isEqualTo("x");
      assertThat(deleted.at("/object/metadata/resourceVersion").asText())
          .isEqualTo(left.text("/metadata/resourceVersion"));
    }
  }

  @Test
  void watchesASingleNameOnly() {
    var version = map("a", "{}").text("/metadata/resourceVersion");
    try (var watch = watch("fieldSelector=metadata.name%3Da&resourceVersion=" + version)) {
      map("b", "{}");
      api.merge(MAPS + "/a", "{data: {k: v}}");
      assertThat(watch.await(1)).containsExactly("MODIFIED a");
    }
  }

  @Test
  void aDeletionShowsTheLastStateAtItsOwnVersion() {
    var created = map("a", "{}");
    try (var watch = watch("resourceVersion=" + created.text("/metadata/resourceVersion"))) {
      api.delete(MAPS + "/a", "");
      watch.await(1);
      var event = watch.events().getFirst();
      assertThat(event.at("/object/metadata/uid").asText())
          .isEqualTo(created.text("/metadata/uid"));
      assertThat(event.at("/object/metadata/resourceVersion").asLong())
          .isGreaterThan(Long.parseLong(created.text("/metadata/resourceVersion")));
    }
  }

  @Test
  void endsAfterItsTime() {
    try (var watch = watch("timeoutSeconds=1")) {
      watch.awaitEnd();
    }
  }

  @Test
  void sendsInitialEventsAndTheirEndWhenAsked() {
    map("a", "{l: x}");
    try (var watch =
        watch(
            "labelSelector=l&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan")) {
      watch.await(2);
      assertThat(watch.events().get(0).path("type").asText()).isEqualTo("ADDED");
      assertThat(watch.events().get(1).path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(
              watch
                  .events()
                  .get(1)
                  .at("/object/metadata/annotations/k8s.io~1initial-events-end")
                  .asText())
          .isEqualTo("true");
    }
  }

  /** Usually one comes two seconds before the end; nobody promises it. */
  @Test
  void bookmarksSayHowFarTheWatchGot() {
    var version = map("a", "{}").text("/metadata/resourceVersion");
    try (var watch =
        watch("allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion=" + version)) {
      watch.awaitEnd();
      assertThat(watch.events())
          .allSatisfy(event -> {
            assertThat(event.path("type").asText()).isEqualTo("BOOKMARK");
            assertThat(event.at("/object/kind").asText()).isEqualTo("ConfigMap");
            assertThat(event.at("/object/metadata/resourceVersion").asLong())
                .isGreaterThanOrEqualTo(Long.parseLong(version));
          });
    }
  }

  @Test
  void watchesTables() {
    var version = map("a", "{}").text("/metadata/resourceVersion");
    var table = api.get(MAPS, "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
    assertThat(table.text("/kind")).isEqualTo("Table");
    assertThat(table.body().path("columnDefinitions").findValuesAsText("name"))
        .containsExactly("Name", "Data", "Age");
    assertThat(version).isNotEmpty();
  }

  @Test
  void theClientLibraryWatchesOverWebSockets() {
    List<String> seen = new CopyOnWriteArrayList<>();
    var maps = api.client().configMaps().inNamespace(api.namespace());
    var version = maps.list().getMetadata().getResourceVersion();
    var from = new ListOptionsBuilder().withResourceVersion(version).build();
    try (var watch = maps.withLabel("l").watch(from, into(seen))) {
      map("a", "{l: x}");
      api.merge(MAPS + "/a", "{data: {k: v}}");
      api.delete(MAPS + "/a", "");
      Awaitility.await().until(() -> seen.size() >= 3);
      assertThat(seen).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void anInformerFollows() {
    try (var informer =
        api.client().configMaps().inNamespace(api.namespace()).withLabel("l").inform()) {
      map("a", "{l: x}");
      Awaitility.await().until(() -> informer.getStore().list().size() == 1);
      api.delete(MAPS + "/a", "");
      Awaitility.await().until(() -> informer.getStore().list().isEmpty());
    }
  }

  private static WatchStream watch(String query) {
    return new WatchStream(
        api.client(), "/api/v1/namespaces/" + api.namespace() + "/configmaps?watch=true&" + query);
  }

  private static Watcher<ConfigMap> into(List<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap map) {
        seen.add(action + " " + map.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed " + cause);
      }
    };
  }

  private static ApiUnderTest.Answer map(String name, String labels) {
    var answer =
        api.create(
            MAPS,
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, labels: %s}}"
                .formatted(name, labels));
    assertThat(answer.status()).as(answer.message()).isEqualTo(201);
    return answer;
  }
}
