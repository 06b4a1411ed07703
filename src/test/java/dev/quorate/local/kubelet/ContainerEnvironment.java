package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables of a container: envFrom first, then env in order, each able to refer to
 * earlier ones as {@code $(NAME)}.
 */
record ContainerEnvironment(Map<String, String> variables) {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|\\(([-._a-zA-Z0-9]+)\\))");

  static ContainerEnvironment of(Pod pod, Container container, String podIp, ConfigSource config) {
    var environment = new ContainerEnvironment(new LinkedHashMap<>());
    var lookup = new Lookup(pod, container, podIp, config);
    container.getEnvFrom().forEach(from -> environment.addAll(from, lookup));
    container.getEnv().forEach(variable -> environment.add(variable, lookup));
    return environment;
  }

  /** The text with {@code $(NAME)} replaced; an unknown name is left as it is. */
  String expand(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                m.group(1).equals("$") ? "$" : variables.getOrDefault(m.group(2), m.group())));
  }

  private void add(EnvVar variable, Lookup lookup) {
    var source = variable.getValueFrom();
    if (source == null) {
      variables.put(
          variable.getName(), expand(variable.getValue() == null ? "" : variable.getValue()));
    } else {
      lookup.value(source).ifPresent(value -> variables.put(variable.getName(), value));
    }
  }

  private void addAll(EnvFromSource source, Lookup lookup) {
    var prefix = source.getPrefix() == null ? "" : source.getPrefix();
    lookup.all(source).forEach((key, value) -> variables.put(prefix + key, text(value)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private record Lookup(Pod pod, Container container, String podIp, ConfigSource config) {

    Optional<String> value(EnvVarSource source) {
      if (source.getFieldRef() != null) {
        return Optional.ofNullable(
            PodFields.value(pod, source.getFieldRef().getFieldPath(), podIp));
      }
      if (source.getResourceFieldRef() != null) {
        return Optional.of(PodFields.resource(container, source.getResourceFieldRef()));
      }
      if (source.getConfigMapKeyRef() != null) {
        var ref = source.getConfigMapKeyRef();
        return key("configmap", ref.getName(), ref.getKey(), ref.getOptional());
      }
      var ref = source.getSecretKeyRef();
      return key("secret", ref.getName(), ref.getKey(), ref.getOptional());
    }

    Map<String, byte[]> all(EnvFromSource source) {
      return source.getConfigMapRef() != null
          ? object(
              "configmap",
              source.getConfigMapRef().getName(),
              source.getConfigMapRef().getOptional())
          : object("secret", source.getSecretRef().getName(), source.getSecretRef().getOptional());
    }

    private Optional<String> key(String kind, String name, String key, Boolean optional) {
      var bytes = object(kind, name, optional).get(key);
      if (bytes == null && !Boolean.TRUE.equals(optional)) {
        throw new ContainerConfigException(
            "couldn't find key %s in %s %s/%s"
                .formatted(key, kind, pod.getMetadata().getNamespace(), name));
      }
      return Optional.ofNullable(bytes).map(ContainerEnvironment::text);
    }

    private Map<String, byte[]> object(String kind, String name, Boolean optional) {
      var namespace = pod.getMetadata().getNamespace();
      var found =
          kind.equals("secret")
              ? config.secret(namespace, name)
              : config.configMap(namespace, name);
      if (found.isEmpty() && !Boolean.TRUE.equals(optional)) {
        throw new ContainerConfigException("%s \"%s\" not found".formatted(kind, name));
      }
      return found.orElse(Map.of());
    }
  }
}
