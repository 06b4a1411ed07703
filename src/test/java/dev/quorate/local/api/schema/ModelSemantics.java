package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the model classes do not say: how lists and maps of built-in types merge. */
final class ModelSemantics {
  /**
   * Definition, field, and its key fields; "-" for a set of scalars. All other lists are atomic.
   */
  private static final String LISTS =
      """
      ObjectMeta ownerReferences uid
      ObjectMeta finalizers -
      PodSpec containers name
      PodSpec initContainers name
      PodSpec ephemeralContainers name
      PodSpec volumes name
      PodSpec imagePullSecrets name
      PodSpec hostAliases ip
      PodSpec topologySpreadConstraints topologyKey,whenUnsatisfiable
      PodSpec schedulingGates name
      PodSpec resourceClaims name
      PodStatus conditions type
      PodStatus podIPs ip
      PodStatus hostIPs ip
      Container ports containerPort,protocol
      Container env name
      Container volumeMounts mountPath
      Container volumeDevices devicePath
      EphemeralContainer ports containerPort,protocol
      EphemeralContainer env name
      EphemeralContainer volumeMounts mountPath
      ResourceRequirements claims name
      ServiceSpec ports port,protocol
      ServiceStatus conditions type
      ServiceAccount secrets name
      StatefulSetStatus conditions type
      DeploymentStatus conditions type
      ReplicaSetStatus conditions type
      DaemonSetStatus conditions type
      JobStatus conditions type
      NamespaceStatus conditions type
      NodeStatus conditions type
      NodeStatus addresses type
      NodeSpec podCIDRs -
      PersistentVolumeClaimStatus conditions type
      PodDisruptionBudgetStatus conditions type
      CustomResourceDefinitionStatus conditions type
      IngressStatus conditions type
      ReplicationControllerStatus conditions type
      """;

  /** Definitions that are owned as one. */
  private static final Set<String> ATOMIC =
      Set.of(
          "LabelSelector",
          "NodeSelector",
          "NodeSelectorTerm",
          "ObjectReference",
          "LocalObjectReference",
          "TypedLocalObjectReference",
          "SecretReference",
          "OwnerReference",
          "SecretKeySelector",
          "ConfigMapKeySelector",
          "ObjectFieldSelector",
          "ResourceFieldSelector",
          "ScopeSelector",
          "TypedObjectReference");

  /** Maps that are owned as one. */
  private static final Set<String> ATOMIC_MAPS =
      Set.of("ServiceSpec.selector", "PodSpec.nodeSelector", "PersistentVolumeSpec.claimRef");

  /** Defaults that are part of a key. */
  private static final Map<String, String> KEY_DEFAULTS =
      Map.of(
          "ContainerPort.protocol", "TCP",
          "ServicePort.protocol", "TCP");

  private static final Map<String, String> KEYS = keys();

  private ModelSemantics() {}

  /** Adds to a field's schema how it merges. */
  static void describe(String field, ObjectNode schema) {
    String keys = KEYS.getOrDefault(field, "");
    if (!keys.isEmpty()) {
      // kubectl computes its patches by these; without them it would replace whole lists.
      boolean volumes = field.equals("PodSpec.volumes");
      schema.put("x-kubernetes-patch-strategy", volumes ? "merge,retainKeys" : "merge");
    }
    if (keys.equals("-")) {
      schema.put("x-kubernetes-list-type", "set");
    } else if (!keys.isEmpty()) {
      schema.put("x-kubernetes-list-type", "map");
      ArrayNode list = schema.putArray("x-kubernetes-list-map-keys");
      List.of(keys.split(",", -1)).forEach(list::add);
      schema.put("x-kubernetes-patch-merge-key", list.get(0).asText());
    }
    if (ATOMIC_MAPS.contains(field)) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
    if (KEY_DEFAULTS.containsKey(field)) {
      schema.put("default", KEY_DEFAULTS.get(field));
    }
  }

  /** Adds to a definition how it merges. */
  static void complete(String definition, ObjectNode schema) {
    if (ATOMIC.contains(definition)) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    LISTS.lines().map(l -> l.split(" ", -1)).forEach(l -> keys.put(l[0] + "." + l[1], l[2]));
    return keys;
  }
}
