package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.Cost;
import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.local.api.ApiServer;
import dev.quorate.model.Labels;
import dev.quorate.testing.FieldCase;
import dev.quorate.testing.FieldCases;
import dev.quorate.testing.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.zjsonpatch.JsonDiff;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The objects on the API server after a field was set, changed, changed back and removed: what a
 * writer of fields gives up has to go, and so has its claim on them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldReturnTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OF_THE_SERVER =
      Set.of("uid", "resourceVersion", "generation", "creationTimestamp");

  private ApiServer server;
  private KubernetesClient client;
  private ResourceApplier applier;

  @BeforeAll
  void start() {
    server = ApiServer.start();
    client = server.client();
    applier = new ResourceApplier(Labels.MANAGER);
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  /** Claim templates cannot change, and what only the operator reads changes no object. */
  static Stream<FieldCase> applied() {
    return FieldCases.all()
        .filter(field -> Set.of(Cost.LIVE, Cost.ROLLING_RESTART).contains(field.cost()));
  }

  @ParameterizedTest
  @MethodSource("applied")
  void leavesNothingBehind(FieldCase field) {
    var never = apply(field.neverSet());
    var set = apply(field.with(field.from()));
    var changed = apply(field.with(field.to()));

    assertThat(JsonDiff.asJson(set, changed)).isNotEmpty();
    assertThat(JsonDiff.asJson(set, apply(field.with(field.from())))).isEmpty();
    assertThat(JsonDiff.asJson(never, apply(field.removed()))).isEmpty();
    assertThat(JsonDiff.asJson(never, fresh(field.neverSet()))).isEmpty();
  }

  /** The objects as they are when nothing was there before. */
  private ObjectNode fresh(ObjectNode cluster) {
    desired(cluster).forEach(object -> client.resource(object).delete());
    return apply(cluster);
  }

  private ObjectNode apply(ObjectNode cluster) {
    var stored = JSON.createObjectNode();
    for (var object : desired(cluster)) {
      Optional<HasMetadata> live = Optional.ofNullable(client.resource(object).get());
      applier.apply(object, live, client, (_, _) -> false);
      stored.set(
          object.getKind() + " " + object.getMetadata().getName(),
          settled(client.resource(object).get()));
    }
    return stored;
  }

  private static JsonNode settled(HasMetadata object) {
    ObjectNode tree = JSON.valueToTree(object);
    if (object instanceof Service) {
      // Allocated once per Service; "None" is not.
      tree.withObject("/spec").remove(Set.of("clusterIPs"));
      tree.withObject("/spec").put("clusterIP", tree.at("/spec/clusterIP").asText().equals("None"));
    }
    var metadata = tree.withObject("/metadata");
    metadata.remove(OF_THE_SERVER);
    metadata.path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
    return tree;
  }

  private static List<HasMetadata> desired(ObjectNode cluster) {
    ((ObjectNode) cluster.path("metadata")).put("namespace", "default");
    var ensemble = FieldCase.ensemble(cluster);
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), Scripts.shipped())
        .inApplyOrder();
  }
}
