package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import org.junit.jupiter.api.Test;

class NameRulesTest {
  private static final int LONGEST_LABEL = 63;
  private static final int REVISION_HASH = 10;

  @Test
  void everythingMadeFromTheLongestNameFits() {
    var names = new Names("ns", "n".repeat(ZookeeperCluster.LONGEST_NAME), "cluster.local");

    assertThat(names.observers() + "-" + "h".repeat(REVISION_HASH))
        .as("label controller-revision-hash")
        .hasSizeLessThanOrEqualTo(LONGEST_LABEL);
    assertThat(names.pod(new MemberId(MemberId.LARGEST)))
        .as("host name and label statefulset.kubernetes.io/pod-name")
        .hasSizeLessThanOrEqualTo(LONGEST_LABEL);
    assertThat(names.membersService()).as("Service").hasSizeLessThanOrEqualTo(LONGEST_LABEL);
    assertThat(names.clientService()).as("Service").hasSizeLessThanOrEqualTo(LONGEST_LABEL);
  }
}
