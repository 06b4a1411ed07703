package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;

/** What a pod may read about itself through the downward API. */
final class PodFields {
  private static final BigDecimal NODE_CPUS = BigDecimal.valueOf(2);
  private static final BigDecimal NODE_MEMORY = BigDecimal.valueOf(4L << 30);

  private PodFields() {}

  /** The value of a field path such as {@code metadata.name}. */
  static String value(Pod pod, String path, String podIp) {
    var meta = pod.getMetadata();
    return switch (path) {
      case "metadata.name" -> meta.getName();
      case "metadata.namespace" -> meta.getNamespace();
      case "metadata.uid" -> meta.getUid();
      case "metadata.labels" -> lines(meta.getLabels());
      case "metadata.annotations" -> lines(meta.getAnnotations());
      case "spec.nodeName" -> pod.getSpec().getNodeName();
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      case "status.podIP", "status.podIPs" -> podIp;
      case "status.hostIP", "status.hostIPs" -> "127.0.0.1";
      default -> entry(pod, path);
    };
  }

  private static String entry(Pod pod, String path) {
    int bracket = path.indexOf("['");
    var key = bracket < 0 ? "" : path.substring(bracket + 2, path.length() - 2);
    var meta = pod.getMetadata();
    return switch (bracket < 0 ? path : path.substring(0, bracket)) {
      case "metadata.labels" -> orEmpty(meta.getLabels()).getOrDefault(key, "");
      case "metadata.annotations" -> orEmpty(meta.getAnnotations()).getOrDefault(key, "");
      default -> throw new ContainerConfigException("field path " + path + " is not supported");
    };
  }

  private static String lines(Map<String, String> entries) {
    return orEmpty(entries).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "=\"" + e.getValue() + "\"")
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> orEmpty(Map<String, String> entries) {
    return entries == null ? Map.of() : entries;
  }

  /** A limit or request in units of the divisor, rounded up; without one, what the node has. */
  static String resource(Container container, ResourceFieldSelector selector) {
    var parts = selector.getResource().split("\\.", 2);
    var resources = container.getResources();
    Map<String, Quantity> from =
        resources == null
            ? Map.of()
            : parts[0].equals("limits") ? resources.getLimits() : resources.getRequests();
    var quantity = from == null ? null : from.get(parts[1]);
    var amount =
        quantity == null
            ? parts[1].equals("cpu") ? NODE_CPUS : NODE_MEMORY
            : quantity.getNumericalAmount();
    return amount.divide(divisor(selector), 0, RoundingMode.CEILING).toPlainString();
  }

  private static BigDecimal divisor(ResourceFieldSelector selector) {
    var divisor = selector.getDivisor();
    boolean none = divisor == null || divisor.getNumericalAmount().signum() == 0;
    return none ? BigDecimal.ONE : divisor.getNumericalAmount();
  }
}
