package dev.quorate.api;

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
public class ZookeeperCluster extends CustomResource<ZookeeperClusterSpec, ZookeeperClusterStatus>
    implements Namespaced {}
