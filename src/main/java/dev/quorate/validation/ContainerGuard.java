package dev.quorate.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.model.Keys;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parts of which containers an overlay may touch. */
final class ContainerGuard {
  private static final Set<String> OPEN =
      Set.of(
          "name",
          "env",
          "volumeMounts",
          "lifecycle",
          "imagePullPolicy",
          "terminationMessagePath",
          "terminationMessagePolicy");
  private static final Pattern OWNED_VARIABLE =
      Pattern.compile(
          "QUORATE_.*|POD_.*|ZOO.*|ZK_.*|JMX.*|JAVA_.*|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JVMFLAGS|SERVER_JVMFLAGS"
              + "|CLIENT_JVMFLAGS|CLASSPATH|PATH|BASH_ENV|LD_.*|HOSTNAME");
  private static final List<String> OWNED_PATHS =
      List.of("/data", "/datalog", "/quorate", "/tmp", "/logs", "/bin", "/usr", "/lib", "/etc");
  private static final Set<Integer> OWNED_PORTS = Set.of(2181, 2888, 3888, 7000, 8080);

  private final Findings findings;

  ContainerGuard(Findings findings) {
    this.findings = findings;
  }

  void ofThePod(String field, JsonNode container) {
    if (Keys.SERVER_CONTAINER.equals(container.path("name").asText())) {
      server(field, container);
    } else {
      ports(field, container);
    }
  }

  void beforeTheServer(String field, JsonNode container) {
    if (Keys.SERVER_CONTAINER.equals(container.path("name").asText())) {
      findings.refuse(field + ".name", "is the server's own", "choose another name");
    } else {
      ports(field, container);
    }
  }

  private void server(String field, JsonNode container) {
    container
        .fieldNames()
        .forEachRemaining(key -> {
          if (!OPEN.contains(key)) {
            findings.refuse(
                field + "." + Quoted.step(key),
                "belongs to the operator in the container zookeeper",
                "resources".equals(key) ? "remove it and set spec.pod.resources" : "remove it");
          }
        });
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      if (name.isEmpty() || OWNED_VARIABLE.matcher(name).matches()) {
        findings.refuse(
            field + ".env",
            Quoted.of(name) + " is a variable of the operator or of the server's start",
            "remove it; JVM options belong into spec.jvm.options");
      }
    }
    for (JsonNode mount : container.path("volumeMounts")) {
      String path = mount.path("mountPath").asText();
      if (!isFree(path)) {
        findings.refuse(
            field + ".volumeMounts",
            Quoted.of(path) + " hides files of the server",
            "mount it elsewhere, for example below /mnt");
      }
    }
  }

  private static boolean isFree(String path) {
    String normal = path.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    return normal.startsWith("/")
        && normal.length() > 1
        && !List.of(normal.split("/")).contains("..")
        && OWNED_PATHS.stream()
            .noneMatch(owned -> normal.equals(owned) || normal.startsWith(owned + "/"));
  }

  private void ports(String field, JsonNode container) {
    for (JsonNode port : container.path("ports")) {
      int number = port.path("containerPort").asInt();
      if (OWNED_PORTS.contains(number)) {
        findings.refuse(
            field + ".ports", number + " is a port of the server", "choose another one");
      }
    }
  }
}
