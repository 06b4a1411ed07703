package dev.quorate.local.api.gc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Change;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.types.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A collector that comes late judges what is there now, as the real one asks before it deletes. */
class CollectorTest {
  private static final ResourceId OWNER = configMap("owner");
  private static final ResourceId DEPENDENT = configMap("dependent");

  private final Store store = new Store();
  private final List<Change> changes = new ArrayList<>();
  private final Collector collector = new Collector(store, new ResourceTypes());

  CollectorTest() {
    store.listen(changes::add);
  }

  @Test
  void whoeverIsAdoptedMeanwhileStays() {
    save(DEPENDENT, "dependent");
    var orphaned = changes.getLast();
    save(OWNER, "new-owner");
    save(DEPENDENT, "dependent", "new-owner");

    collector.handle(orphaned);
    assertThat(store.find(DEPENDENT)).isPresent();
  }

  @Test
  void whoeverIsOwnedByNobodyThatExistsGoes() {
    save(DEPENDENT, "dependent", "old-owner");

    collector.handle(changes.getLast());
    assertThat(store.find(DEPENDENT)).isEmpty();
  }

  @Test
  void whoeverWasAdoptedLastIsOrphanedToo() {
    save(OWNER, "old-owner");
    var made = changes.getLast();
    save(DEPENDENT, "dependent", "old-owner");
    var leaving = object(OWNER, "old-owner");
    leaving.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    leaving.withObject("/metadata").putArray("finalizers").add("orphan");
    store.save(OWNER, leaving);

    collector.handle(made);
    List.copyOf(changes).forEach(collector::handle);
    assertThat(store.find(OWNER)).isEmpty();
    assertThat(store.find(DEPENDENT).map(d -> d.at("/metadata/ownerReferences")))
        .hasValueSatisfying(owners -> assertThat(owners.isMissingNode()).isTrue());
  }

  private void save(ResourceId id, String uid, String... owners) {
    ObjectNode object = object(id, uid);
    for (String owner : owners) {
      object
          .withObject("/metadata")
          .withArray("ownerReferences")
          .addObject()
          .put("apiVersion", "v1")
          .put("kind", "ConfigMap")
          .put("name", "owner")
          .put("uid", owner);
    }
    store.save(id, object);
  }

  private static ObjectNode object(ResourceId id, String uid) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object
        .putObject("metadata")
        .put("namespace", id.namespace())
        .put("name", id.name())
        .put("uid", uid);
    return object;
  }

  private static ResourceId configMap(String name) {
    return new ResourceId(new GroupResource("", "configmaps"), "default", name);
  }
}
