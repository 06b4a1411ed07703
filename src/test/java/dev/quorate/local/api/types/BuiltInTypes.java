package dev.quorate.local.api.types;

import dev.quorate.local.api.store.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The types that are there without any definition. */
final class BuiltInTypes {
  /** apiVersion, kind, plural, short names, n(amespaced) or c(luster), subresources, counted. */
  private static final String TABLE =
      """
      v1 Namespace namespaces ns c status,finalize -
      v1 Node nodes no c status -
      v1 PersistentVolume persistentvolumes pv c status -
      v1 Pod pods po n status,eviction,log,binding -
      v1 Service services svc n status -
      v1 ConfigMap configmaps cm n - -
      v1 Secret secrets - n - -
      v1 ServiceAccount serviceaccounts sa n - -
      v1 PersistentVolumeClaim persistentvolumeclaims pvc n status -
      v1 Event events ev n - -
      v1 Endpoints endpoints ep n - -
      v1 LimitRange limitranges limits n - -
      v1 ResourceQuota resourcequotas quota n status -
      events.k8s.io/v1 Event events ev n - -
      apps/v1 StatefulSet statefulsets sts n status,scale counted
      apps/v1 Deployment deployments deploy n status,scale counted
      apps/v1 ReplicaSet replicasets rs n status,scale counted
      apps/v1 DaemonSet daemonsets ds n status counted
      apps/v1 ControllerRevision controllerrevisions - n - -
      batch/v1 Job jobs - n status counted
      batch/v1 CronJob cronjobs cj n status counted
      autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers hpa n status -
      networking.k8s.io/v1 NetworkPolicy networkpolicies netpol n - counted
      networking.k8s.io/v1 Ingress ingresses ing n status counted
      policy/v1 PodDisruptionBudget poddisruptionbudgets pdb n status counted
      coordination.k8s.io/v1 Lease leases - n - -
      storage.k8s.io/v1 StorageClass storageclasses sc c - -
      scheduling.k8s.io/v1 PriorityClass priorityclasses pc c - counted
      discovery.k8s.io/v1 EndpointSlice endpointslices - n - counted
      rbac.authorization.k8s.io/v1 Role roles - n - -
      rbac.authorization.k8s.io/v1 RoleBinding rolebindings - n - -
      rbac.authorization.k8s.io/v1 ClusterRole clusterroles - c - -
      rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings - c - -
      apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions crd,crds c status counted
      """;

  /** What {@code kubectl get all} shows. */
  private static final Set<String> ALL =
      Set.of(
          "pods",
          "services",
          "statefulsets",
          "deployments",
          "replicasets",
          "daemonsets",
          "jobs",
          "cronjobs",
          "horizontalpodautoscalers");

  private BuiltInTypes() {}

  static List<ResourceType> all() {
    List<ResourceType> types = new ArrayList<>();
    TABLE.lines().map(line -> line.split(" ")).map(BuiltInTypes::type).forEach(types::add);
    return types;
  }

  private static ResourceType type(String[] row) {
    int slash = row[0].indexOf('/');
    String group = slash < 0 ? "" : row[0].substring(0, slash);
    String plural = row[2];
    var names =
        new TypeNames(
            row[1],
            row[1] + "List",
            row[1].toLowerCase(Locale.ROOT),
            words(row[3]),
            ALL.contains(plural) ? List.of("all") : List.of());
    var version =
        new TypeVersion(row[0].substring(slash + 1), Set.copyOf(words(row[5])), Optional.empty());
    return new ResourceType(
        new GroupResource(group, plural),
        names,
        row[4].equals("n"),
        false,
        row[6].equals("counted"),
        List.of(version));
  }

  private static List<String> words(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(",", -1));
  }
}
