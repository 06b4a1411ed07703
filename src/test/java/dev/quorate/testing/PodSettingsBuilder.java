package dev.quorate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.model.PodSettings;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pod settings for tests; {@link #plain} asks for nothing but memory and a processor. */
public final class PodSettingsBuilder {
  private ResourceRequirements resources = new ResourceRequirements();
  private final SortedMap<String, String> nodeSelector = new TreeMap<>();
  private Optional<Affinity> affinity = Optional.empty();
  private List<Toleration> tolerations = List.of();
  private List<TopologySpreadConstraint> topologySpreadConstraints = List.of();
  private Optional<String> priorityClassName = Optional.empty();
  private Optional<String> serviceAccountName = Optional.empty();
  private List<LocalObjectReference> imagePullSecrets = List.of();
  private Optional<PodSecurityContext> securityContext = Optional.empty();
  private int terminationGracePeriodSeconds = 60;
  private final SortedMap<String, String> labels = new TreeMap<>();
  private final SortedMap<String, String> annotations = new TreeMap<>();
  private Optional<JsonNode> template = Optional.empty();

  private PodSettingsBuilder() {}

  public static PodSettingsBuilder plain() {
    return new PodSettingsBuilder()
        .resources(
            new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("500m"))
                .addToRequests("memory", new Quantity("1Gi"))
                .addToLimits("memory", new Quantity("1Gi"))
                .build());
  }

  static PodSettingsBuilder of(PodSettings settings) {
    var builder = new PodSettingsBuilder();
    builder.resources = settings.resources();
    builder.nodeSelector.putAll(settings.nodeSelector());
    builder.affinity = settings.affinity();
    builder.tolerations = settings.tolerations();
    builder.topologySpreadConstraints = settings.topologySpreadConstraints();
    builder.priorityClassName = settings.priorityClassName();
    builder.serviceAccountName = settings.serviceAccountName();
    builder.imagePullSecrets = settings.imagePullSecrets();
    builder.securityContext = settings.securityContext();
    builder.terminationGracePeriodSeconds = settings.terminationGracePeriodSeconds();
    builder.labels.putAll(settings.labels());
    builder.annotations.putAll(settings.annotations());
    builder.template = settings.template();
    return builder;
  }

  public PodSettingsBuilder resources(ResourceRequirements newResources) {
    resources = newResources;
    return this;
  }

  public PodSettingsBuilder nodeSelector(String key, String value) {
    nodeSelector.put(key, value);
    return this;
  }

  public PodSettingsBuilder affinity(Affinity newAffinity) {
    affinity = Optional.of(newAffinity);
    return this;
  }

  public PodSettingsBuilder tolerations(Toleration... newTolerations) {
    tolerations = List.of(newTolerations);
    return this;
  }

  public PodSettingsBuilder spread(TopologySpreadConstraint... constraints) {
    topologySpreadConstraints = List.of(constraints);
    return this;
  }

  public PodSettingsBuilder priorityClassName(String name) {
    priorityClassName = Optional.of(name);
    return this;
  }

  public PodSettingsBuilder serviceAccountName(String name) {
    serviceAccountName = Optional.of(name);
    return this;
  }

  public PodSettingsBuilder imagePullSecrets(String... names) {
    imagePullSecrets = List.of(names).stream().map(LocalObjectReference::new).toList();
    return this;
  }

  public PodSettingsBuilder securityContext(PodSecurityContext context) {
    securityContext = Optional.of(context);
    return this;
  }

  public PodSettingsBuilder terminationGracePeriodSeconds(int seconds) {
    terminationGracePeriodSeconds = seconds;
    return this;
  }

  public PodSettingsBuilder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public PodSettingsBuilder annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  /** The raw overlay, as a user writes it. */
  public PodSettingsBuilder template(String yaml) {
    template = Optional.of(Serialization.unmarshal("---\n" + yaml, JsonNode.class));
    return this;
  }

  PodSettings build() {
    return new PodSettings(
        resources,
        nodeSelector,
        affinity,
        tolerations,
        topologySpreadConstraints,
        priorityClassName,
        serviceAccountName,
        imagePullSecrets,
        securityContext,
        terminationGracePeriodSeconds,
        labels,
        annotations,
        template);
  }
}
