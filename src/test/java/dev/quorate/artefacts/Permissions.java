package dev.quorate.artefacts;

import java.util.List;

/**
 * The one list of what the operator may do. Roles of {@code deploy/} and of the chart are made from
 * it; a scenario proves that it asks for nothing else, and that it asks for all of it.
 */
public final class Permissions {
  private static final String APPLIED = "applied in every pass that finds it different";
  private static final String CORE = "";

  /** Where the clusters are: in every namespace, or in those that it looks after. */
  public static final List<Permission> CLUSTERS =
      List.of(
          Permission.of(
              "zookeeper.quorate.dev",
              "zookeeperclusters",
              "get list watch",
              "what is asked for; it never writes there"),
          Permission.of(
              "zookeeper.quorate.dev",
              "zookeeperclusters/status",
              "patch",
              "what has become of it"),
          Permission.of(
              "zookeeper.quorate.dev",
              "zookeeperclusters/finalizers",
              "update",
              "asked for by the admission plugin OwnerReferencesPermissionEnforcement (OpenShift)"
                  + " when an object names its owner"),
          Permission.of(
              "apps",
              "statefulsets",
              "get list watch create patch delete",
              APPLIED + "; one whose claim templates have to change is deleted without its pods"),
          Permission.of(CORE, "services", "get list watch create patch", APPLIED),
          Permission.of(
              CORE,
              "configmaps",
              "get list watch create patch delete",
              APPLIED + "; configuration that no pod uses any more is deleted"),
          Permission.of(
              CORE,
              "secrets",
              "get list watch create",
              "a cluster's superuser is made once; of all Secrets only those with the operator's"
                  + " label are watched"),
          Permission.of(CORE, "serviceaccounts", "get list watch create patch", APPLIED),
          Permission.of("policy", "poddisruptionbudgets", "get list watch create patch", APPLIED),
          Permission.of(
              CORE, "pods", "list watch delete", "a failed pod, or one that hangs, is replaced"),
          Permission.of(
              CORE,
              "pods/log",
              "get",
              "the last lines of a member with a problem are searched for words that tell why; not"
                  + " granted by the chart with diagnosis.memberLogs=false"),
          Permission.of(
              CORE,
              "pods/eviction",
              "create",
              "members are restarted one at a time, as far as the disruption budget allows"),
          Permission.of(
              CORE,
              "persistentvolumeclaims",
              "list watch patch delete",
              "lets volumes grow, and records in which configuration a member is current; deletes those"
                  + " of a member that a person wants to have replaced, when it has left"),
          Permission.of(
              CORE,
              "events",
              "get list create patch",
              "tells what happened; reads why a pod is refused or its volume not mounted, when that"
                  + " takes long"));

  /** In the operator's own namespace: who of its replicas may act. */
  public static final List<Permission> LEASE =
      List.of(
          Permission.of("coordination.k8s.io", "leases", "create", "the first replica makes it"),
          Permission.of("coordination.k8s.io", "leases", "get update", "renewed by the holder")
              .onlyFor("quorate"));

  private Permissions() {}
}
