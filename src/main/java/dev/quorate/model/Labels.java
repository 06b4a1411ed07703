package dev.quorate.model;

import java.util.Map;
import java.util.TreeMap;

/** Label and annotation keys, and the label sets that select the objects of one cluster. */
public final class Labels {
  public static final String GROUP = "zookeeper.quorate.dev";
  public static final String MANAGER = "quorate";

  public static final String NAME = "app.kubernetes.io/name";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String CLUSTER = GROUP + "/cluster";
  public static final String ROLE = GROUP + "/role";

  /** Pod annotation: the revision of the configuration and template that the pod was made from. */
  public static final String REVISION = GROUP + "/revision";

  /** Claim annotation: the config version (hex) in which the member of this volume is current. */
  public static final String FORMED = GROUP + "/formed";

  /** Claim annotation: the ids of the voters of that configuration, for example {@code 1,2,3}. */
  public static final String MEMBERS = GROUP + "/members";

  /** Claim annotation: the config version (hex) in which the member of this volume had left. */
  public static final String LEFT = GROUP + "/left";

  /** Claim: uid of the pod whose member's data is to be set aside, and when that was decided. */
  public static final String REPAIR = GROUP + "/repair";

  /** Annotation on the resource: a new value restarts the ensemble, member by member. */
  public static final String RESTART_AT = GROUP + "/restart-at";

  /** Annotation on the resource: {@code "true"} has the next change wait until it is approved. */
  public static final String PLAN = GROUP + "/plan";

  /** Annotation on the resource: the hash of the plan that a person approves. */
  public static final String APPROVE = GROUP + "/approve";

  /** Annotation on a member's pod: {@code "true"} replaces the member and its volume. */
  public static final String REPLACE = GROUP + "/replace";

  /** Annotation on a member's pod: {@code "true"} restarts this member when that is safe. */
  public static final String RESTART = GROUP + "/restart";

  /** Annotation on the pod that runs a new revision first: {@link #ACCEPTED} lets others follow. */
  public static final String CANARY = GROUP + "/canary";

  public static final String ACCEPTED = "accepted";

  /** What {@code kubectl rollout restart} writes into a StatefulSet's template. */
  public static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private Labels() {}

  /** What selects every object of a cluster. */
  public static Map<String, String> cluster(String cluster) {
    var labels = new TreeMap<String, String>();
    labels.put(MANAGED_BY, MANAGER);
    labels.put(CLUSTER, cluster);
    return labels;
  }

  /** What every object of a cluster carries. */
  public static Map<String, String> object(String cluster) {
    var labels = new TreeMap<>(cluster(cluster));
    labels.put(NAME, "zookeeper");
    labels.put(COMPONENT, "server");
    return labels;
  }

  /** What selects the members of one role, and nothing that could ever change. */
  public static Map<String, String> members(String cluster, Role role) {
    var labels = new TreeMap<>(cluster(cluster));
    labels.put(ROLE, role.label());
    return labels;
  }
}
