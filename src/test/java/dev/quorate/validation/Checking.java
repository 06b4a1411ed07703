package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Ensemble;
import dev.quorate.model.ZooKeeperVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** Validates specifications that are written as YAML. */
final class Checking {
  static final String STORAGE = "\nstorage: {data: {size: 10Gi}}";

  private static final EnsembleValidator VALIDATOR = new EnsembleValidator(ShippedTables.read());

  private Checking() {}

  static ZookeeperCluster cluster(String spec) {
    return Serialization.unmarshal(
        "apiVersion: zookeeper.quorate.dev/v1alpha1\nkind: ZookeeperCluster\n"
            + "metadata: {name: zk, namespace: ns, uid: u, generation: 1}\nspec:\n"
            + spec.indent(2),
        ZookeeperCluster.class);
  }

  static Validated validate(ZookeeperCluster cluster, Optional<ZooKeeperVersion> running) {
    return VALIDATOR.validate(cluster, new Circumstances(OperatorDefaults.shipped(), running));
  }

  static Ensemble accepted(String spec) {
    return assertAccepted(validate(cluster(spec), Optional.empty())).ensemble();
  }

  static List<String> warnings(String spec) {
    return warnings(spec, Optional.empty());
  }

  static List<String> warnings(String spec, Optional<ZooKeeperVersion> running) {
    return assertAccepted(validate(cluster(spec), running)).warnings().stream()
        .map(w -> w.reason() + " " + w.field() + ": " + w.message())
        .toList();
  }

  static List<Refusal> refusals(String spec) {
    return refusals(spec, Optional.empty());
  }

  static List<Refusal> refusals(String spec, Optional<ZooKeeperVersion> running) {
    return switch (validate(cluster(spec), running)) {
      case Validated.Accepted _ -> List.of();
      case Validated.Refused(var refusals) -> refusals;
    };
  }

  private static Validated.Accepted assertAccepted(Validated validated) {
    assertThat(validated).isInstanceOf(Validated.Accepted.class);
    return (Validated.Accepted) validated;
  }
}
