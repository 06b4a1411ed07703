package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.SetTemplate;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetReaderTest {
  private static final Names NAMES = new Names("ns", "zk", "cluster.local");

  private static final StatefulSet SET =
      Serialization.unmarshal(
          """
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: {name: zk, uid: u, resourceVersion: "7", ownerReferences: []}
          spec:
            replicas: 3
            template:
              metadata: {annotations: {zookeeper.quorate.dev/revision: bcdfghjklm}}
              spec:
                containers: []
                volumes:
                  - {name: tmp, emptyDir: {}}
                  - {name: membership, configMap: {name: zk-membership}}
                  - {name: config, configMap: {name: zk-config-old}}
          """,
          StatefulSet.class);

  private static HasMetadata configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withData(Map.of("zoo.cfg", "of=" + name))
        .build();
  }

  private static SetTemplate template(HasMetadata... others) {
    var objects = new ArrayList<>(List.of(others));
    objects.add(SET);
    return SetReader.read(NAMES, new LiveObjects("zk", objects))
        .get(Role.VOTER)
        .template()
        .orElseThrow();
  }

  @Test
  void readsTheTemplateWithTheFilesThatItMounts() {
    var template = template(configMap("zk-config-new"), configMap("zk-config-old"));

    assertThat(template.revision()).contains("bcdfghjklm");
    assertThat(template.files()).containsExactly(Map.entry("zoo.cfg", "of=zk-config-old"));
  }

  @Test
  void filesThatAreGoneAreNone() {
    assertThat(template(configMap("zk-config-new")).files()).isEmpty();
  }

  /** Every look at a cluster reads it, so it must not cost anything. */
  @Test
  void takesWhatIsCachedAsItIs() {
    assertThat(template().pod()).isSameAs(SET.getSpec().getTemplate());
    assertThat(SetReader.read(NAMES, new LiveObjects("zk", List.of(SET))).get(Role.VOTER))
        .extracting(MemberSet::replicas)
        .isEqualTo(3);
  }
}
