package dev.quorate.local.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.apiserver.SharedControlPlane;
import dev.quorate.local.api.store.Json;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server that a conformance test runs against, with a fresh namespace for each test: the
 * in-process one, the real one with {@code -Dquorate.apiserver=true}, or the one of a kubeconfig
 * that the system property {@code quorate.conformance.kubeconfig} names.
 */
final class ApiUnderTest
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private Optional<ApiServer> server = Optional.empty();
  private Optional<RunningControllers> controllers = Optional.empty();
  private KubernetesClient client;
  private String namespace;

  /** An answer as it came over the wire. */
  record Answer(int status, JsonNode body, String warning) {

    /** The message of a Status. */
    String message() {
      return body.path("message").asText();
    }

    /** The value at a JSON pointer, as text. */
    String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String kubeconfig = System.getProperty("quorate.conformance.kubeconfig", "");
    if (Boolean.getBoolean("quorate.apiserver")) {
      client =
          new KubernetesClientBuilder().withConfig(SharedControlPlane.of(context).config()).build();
    } else if (kubeconfig.isEmpty()) {
      server = Optional.of(ApiServer.start());
      client = server.get().client();
      controllers = Optional.of(RunningControllers.start(server.get()));
    } else {
      var config = Config.fromKubeconfig(new File(kubeconfig));
      config.setRequestRetryBackoffLimit(0);
      client = new KubernetesClientBuilder().withConfig(config).build();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    controllers.ifPresent(RunningControllers::close);
    server.ifPresent(ApiServer::close);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var fresh =
        new NamespaceBuilder().withNewMetadata().withGenerateName("t-").endMetadata().build();
    namespace = client.resource(fresh).create().getMetadata().getName();
    if (server.isEmpty()) {
      // Without it no pod is admitted; a controller makes it.
      await()
          .until(() ->
              client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.namespaces().withName(namespace).delete();
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  Answer get(String path) {
    return send("GET", path, "application/json", "");
  }

  Answer get(String path, String accept) {
    return send("GET", path, accept, "application/json", "");
  }

  Answer delete(String path, String options) {
    return send("DELETE", path, "application/json", options);
  }

  /** Creates from YAML. */
  Answer create(String path, String yaml) {
    return send("POST", path, "application/json", json(yaml));
  }

  /** Replaces from YAML. */
  Answer put(String path, String yaml) {
    return send("PUT", path, "application/json", json(yaml));
  }

  /** Replaces by a tree. */
  Answer put(String path, JsonNode object) {
    return send("PUT", path, "application/json", object.toString());
  }

  /** Merges YAML. */
  Answer merge(String path, String yaml) {
    return send("PATCH", path, "application/merge-patch+json", json(yaml));
  }

  /** Applies YAML as a field manager. */
  Answer apply(String path, String manager, String yaml) {
    String separator = path.contains("?") ? "&" : "?";
    return send(
        "PATCH",
        path + separator + "fieldManager=" + manager,
        "application/apply-patch+yaml",
        yaml);
  }

  Answer patch(String path, String contentType, String body) {
    return send("PATCH", path, contentType, body);
  }

  static String json(String yaml) {
    try {
      return Json.text(Json.parseYaml(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer send(String method, String path, String contentType, String body) {
    return send(method, path, "application/json", contentType, body);
  }

  private Answer send(String method, String path, String accept, String contentType, String body) {
    try {
      var builder =
          client
              .getHttpClient()
              .newHttpRequestBuilder()
              .uri(URI.create(client.getMasterUrl() + place(path).substring(1)))
              .header("Accept", accept);
      builder.method(method, contentType, body.isEmpty() ? null : body);
      HttpResponse<String> response =
          client.getHttpClient().sendAsync(builder.build(), String.class).get();
      String text = response.body();
      JsonNode tree = text.startsWith("{") ? Json.parse(text) : Json.object().put("text", text);
      return new Answer(response.code(), tree, String.join(", ", response.headers("Warning")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fills in the namespace: {@code /api/v1/namespaces/@/pods}. */
  private String place(String path) {
    return path.replace("/@/", "/" + namespace + "/");
  }
}
