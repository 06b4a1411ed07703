package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.OperatorConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Map;
import java.util.TreeMap;

/** The environment that a kubelet would give to the operator's container. */
final class Environment {
  private Environment() {}

  static Map<String, String> of(Container container, String namespace) {
    var environment = new TreeMap<String, String>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), value(variable, container, namespace));
    }
    return environment;
  }

  private static String value(EnvVar variable, Container container, String namespace) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    String path = variable.getValueFrom().getFieldRef().getFieldPath();
    return switch (path) {
      case "metadata.name" -> "pod-of-" + container.getName();
      case "metadata.namespace" -> namespace;
      default -> throw new AssertionError("no pod has the field " + path);
    };
  }

  /** What the program makes of it; a variable that is none of its settings fails. */
  static OperatorConfig understood(Map<String, String> environment) {
    return switch (OperatorConfig.parse(environment)) {
      case OperatorConfig.Parsed.Valid(var config, var warnings) -> {
        assertThat(warnings).isEmpty();
        yield config;
      }
      case OperatorConfig.Parsed.Refused(var errors) -> throw new AssertionError(errors);
    };
  }
}
