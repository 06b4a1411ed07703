package dev.quorate.artefacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the chart's PrometheusRule tells a Prometheus server. */
public record ShippedRules(Object spec) {
  /** Where the runbooks are in tests. */
  public static final String RUNBOOKS = "https://runbooks.example.com";

  /** Renders the chart, with its values in that folder. */
  public static ShippedRules rendered(Path folder) throws IOException {
    var values =
        Files.writeString(
            folder.resolve("values.yaml"),
            "metrics: {prometheusRule: {enabled: true, runbookUrl: %s}}".formatted(RUNBOOKS));
    return Chart.QUORATE.render("quorate", "quorate-system", values).stream()
        .filter(o -> o.getKind().equals("PrometheusRule"))
        .map(GenericKubernetesResource.class::cast)
        .map(rule -> new ShippedRules(rule.getAdditionalProperties().get("spec")))
        .findFirst()
        .orElseThrow();
  }

  /** As a rules file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, Serialization.asYaml(spec));
  }

  /** Every alert, as the rules file has it. */
  public List<JsonNode> alerts() {
    var groups = new ObjectMapper().<JsonNode>valueToTree(spec).path("groups");
    return StreamSupport.stream(groups.spliterator(), false)
        .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
        .toList();
  }
}
