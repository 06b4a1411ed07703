package dev.quorate.api;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * An Apache ZooKeeper ensemble. Neither spec nor status is created by the constructor: the
 * finalizer is added with a freshly made instance, and whatever that contained would overwrite what
 * the user wrote.
 */
@Group("zookeeper.quorate.dev")
@Version("v1alpha1")
@Kind("ZookeeperCluster")
@Singular("zookeepercluster")
@Plural("zookeeperclusters")
@ShortNames({"zk", "zkc"})
@ValidationRule(
    value = "self.metadata.name.size() <= 40",
    message =
        "metadata.name: has more than 40 characters, so names and labels of members would not fit;"
            + " choose a shorter one")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name: Services and host names are made from it; write lower-case letters, digits"
            + " and dashes, starting with a letter, no dots")
public class ZookeeperCluster extends CustomResource<ZookeeperClusterSpec, ZookeeperClusterStatus>
    implements Namespaced {
  /**
   * Longest name. The longest thing made from it is the label {@code controller-revision-hash} of
   * an observer, {@code <name>-observer-<10 characters>}, and a label value has 63 characters;
   * three are left for later.
   */
  public static final int LONGEST_NAME = 40;
}
