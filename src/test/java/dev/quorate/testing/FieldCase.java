package dev.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.ShippedTables;
import dev.quorate.api.Cost;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.crd.SpecField;
import dev.quorate.model.Ensemble;
import dev.quorate.validation.Circumstances;
import dev.quorate.validation.EnsembleValidator;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/**
 * A field of the specification with two values that it may have.
 *
 * @param given what must be there besides
 */
public record FieldCase(SpecField field, JsonNode from, JsonNode to, ObjectNode given) {
  private static final EnsembleValidator VALIDATOR = new EnsembleValidator(ShippedTables.read());

  public Cost cost() {
    return field.cost().orElseThrow();
  }

  /** The resource with this value of the field. */
  public ObjectNode with(JsonNode value) {
    var cluster = resource();
    var steps = List.of(field.path().split("\\."));
    ObjectNode section = (ObjectNode) cluster.path("spec");
    for (String step : steps.subList(0, steps.size() - 1)) {
      section = section.withObjectProperty(step);
    }
    section.set(steps.getLast(), value.deepCopy());
    return cluster;
  }

  /** The resource from which the field was removed again; the section that it was in remains. */
  public ObjectNode removed() {
    return without(with(from));
  }

  /** The resource as it is without the field. */
  public ObjectNode neverSet() {
    return without(resource());
  }

  private ObjectNode without(ObjectNode cluster) {
    int dot = field.path().lastIndexOf('.');
    String section = dot < 0 ? "" : "/" + field.path().substring(0, dot).replace('.', '/');
    if (cluster.at("/spec" + section) instanceof ObjectNode parent) {
      parent.remove(field.path().substring(dot + 1));
    }
    return cluster;
  }

  private ObjectNode resource() {
    var cluster = JsonNodeFactory.instance.objectNode();
    cluster.put("apiVersion", "zookeeper.quorate.dev/v1alpha1").put("kind", "ZookeeperCluster");
    cluster.putObject("metadata").put("name", "zk").put("namespace", "ns").put("uid", "u");
    cluster.set("spec", given.deepCopy());
    return cluster;
  }

  /** What the operator says about a resource. */
  public static Validated validated(ObjectNode cluster) {
    return VALIDATOR.validate(
        Serialization.unmarshal(cluster.toString(), ZookeeperCluster.class),
        new Circumstances(OperatorDefaults.shipped(), Optional.empty()));
  }

  /** The ensemble that a resource describes. */
  public static Ensemble ensemble(ObjectNode cluster) {
    var validated = validated(cluster);
    assertThat(validated).as("%s", cluster).isInstanceOf(Validated.Accepted.class);
    return ((Validated.Accepted) validated).ensemble();
  }

  @Override
  public String toString() {
    return field.path();
  }
}
