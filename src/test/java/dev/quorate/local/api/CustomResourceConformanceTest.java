package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Custom resources: schema, defaults, rules, subresources, ownership. */
class CustomResourceConformanceTest {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String DEFINITION = DEFINITIONS + "/widgets.test.quorate.dev";
  private static final String WIDGETS = "/apis/test.quorate.dev/v1/namespaces/@/widgets";
  private static final String W = WIDGETS + "/w";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @BeforeEach
  void define() {
    api.create(DEFINITIONS, Resources.text("local/widgets-crd.yaml"));
    Awaitility.await().until(() -> api.get(WIDGETS).status() == 200);
  }

  @Test
  void aDefinitionIsEstablished() {
    var answer = api.get(DEFINITION);
    assertThat(answer.body().at("/status/conditions").findValuesAsText("type"))
        .contains("NamesAccepted", "Established");
    assertThat(answer.body().at("/status/storedVersions")).hasToString("[\"v1\"]");
    assertThat(
            api.get("/apis/test.quorate.dev/v1").body().path("resources").findValuesAsText("name"))
        .contains("widgets", "widgets/status", "widgets/scale");
  }

  @Test
  void storesAndDefaults() {
    var answer = widget("replicas: 3, ports: [{name: a, port: 1}]");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(answer.text("/spec/mode")).isEqualTo("Fast");
    assertThat(answer.text("/spec/ports/0/protocol")).isEqualTo("TCP");
  }

  @Test
  void prunesWhatTheSchemaDoesNotKnow() {
    var answer = widget("replicas: 3, colour: red, raw: {anything: {goes: 1}}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.warning()).contains("unknown field").contains("spec.colour");
    assertThat(answer.body().at("/spec").has("colour")).isFalse();
    assertThat(answer.body().at("/spec/raw")).hasToString("{\"anything\":{\"goes\":1}}");
    var strict =
        api.create(WIDGETS + "?fieldValidation=Strict", yaml("replicas: 3, colour: red", "v"));
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message()).contains("strict decoding error: unknown field \"spec.colour\"");
  }

  @Test
  void namesEveryErrorWithItsField() {
    var answer = widget("replicas: 11, mode: Odd, size: many, budget: true");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/reason")).isEqualTo("Invalid");
    assertThat(answer.message())
        .startsWith("Widget.test.quorate.dev \"w\" is invalid: [")
        .contains(
            "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal"
                + " to 9",
            "spec.mode: Unsupported value: \"Odd\": supported values: \"Fast\", \"Slow\"",
            "spec.size: Invalid value: \"many\": spec.size in body should match '^[0-9]+Gi$'");
    assertThat(causes(answer.body()))
        .contains(
            "spec.replicas FieldValueInvalid",
            "spec.mode FieldValueNotSupported",
            "spec.size FieldValueInvalid",
            "spec.budget FieldValueTypeInvalid");
  }

  @Test
  void requiresWhatIsRequired() {
    var answer = widget("mode: Fast");
    assertThat(answer.message()).contains("spec.replicas: Required value");
    assertThat(causes(answer.body())).contains("spec.replicas FieldValueRequired");
  }

  @Test
  void checksTypesLengthsAndCounts() {
    assertThat(widget("replicas: three").message())
        .contains("spec.replicas in body must be of type integer: \"string\"");
    assertThat(causes(widget("replicas: 3, size: 123456Gi").body()))
        .contains("spec.size FieldValueTooLong");
    assertThat(causes(widget("replicas: 3, tags: [a, b, c, d]").body()))
        .contains("spec.tags FieldValueTooMany");
    assertThat(causes(widget("replicas: 3, tags: [a, a]").body()))
        .contains("spec.tags[1] FieldValueDuplicate");
    assertThat(causes(widget("replicas: 3, ports: [{name: a}, {name: a}]").body()))
        .contains("spec.ports[1] FieldValueDuplicate");
  }

  @Test
  void acceptsIntegersAndStringsWhereBothAreMeant() {
    assertThat(widget("replicas: 3, budget: 1").status()).isEqualTo(201);
    assertThat(api.merge(W, "{spec: {budget: 50%}}").status()).isEqualTo(200);
    assertThat(api.merge(W, "{spec: {sticky: null}}").status()).isEqualTo(200);
  }

  @Test
  void evaluatesRules() {
    var answer = widget("replicas: 4");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .contains("spec.replicas: ")
        .contains("replicas: write an odd number");
    var limited = widget("replicas: 5, limit: 4");
    assertThat(limited.message()).contains("spec.replicas: Forbidden: replicas: write at most 4");
    var named = api.create(WIDGETS, yaml("replicas: 3", "a-name-that-is-longer-than-20"));
    assertThat(named.message()).contains("name: write at most 20 characters");
  }

  @Test
  void comparesWithTheOldValue() {
    assertThat(widget("replicas: 3, size: 5Gi, ports: [{name: a, port: 1}]").status())
        .isEqualTo(201);
    assertThat(api.merge(W, "{spec: {size: 6Gi}}").status()).isEqualTo(200);
    assertThat(api.merge(W, "{spec: {size: 2Gi}}").message()).contains("size: cannot shrink");
    var moved = api.merge(W, "{spec: {ports: [{name: b, port: 2}, {name: a, port: 3}]}}");
    assertThat(moved.message()).contains("spec.ports[1].port").contains("port: never changes");
    assertThat(api.merge(W, "{spec: {ports: [{name: b, port: 2}]}}").status()).isEqualTo(200);
  }

  @Test
  void specAndStatusAreWrittenApart() {
    var created = (ObjectNode) widget("replicas: 3").body();
    created.putObject("status").put("message", "no");
    var main = api.put(W, created);
    assertThat(main.body().has("status")).isFalse();
    var status = api.merge(W + "/status", "{spec: {replicas: 5}, status: {message: yes it is}}");
    assertThat(status.body().at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(status.text("/status/message")).isEqualTo("yes it is");
    assertThat(status.body().at("/metadata/generation").asInt()).isEqualTo(1);
    var spec = api.merge(W, "{spec: {replicas: 5}}");
    assertThat(spec.body().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(spec.text("/status/message")).isEqualTo("yes it is");
  }

  @Test
  void aReplacementNeedsAVersion() {
    var created = widget("replicas: 3").body();
    ((ObjectNode) created.path("metadata")).remove("resourceVersion");
    var answer = api.put(W, created);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .contains("metadata.resourceVersion: Invalid value:")
        .contains("must be specified for an update");
  }

  @Test
  void scales() {
    widget("replicas: 3");
    api.merge(W + "/status", "{status: {replicas: 2, selector: 'a=b'}}");
    var scale = api.get(W + "/scale");
    assertThat(scale.body().path("spec")).hasToString("{\"replicas\":3}");
    assertThat(scale.body().path("status")).hasToString("{\"replicas\":2,\"selector\":\"a=b\"}");
    ((ObjectNode) scale.body().path("spec")).put("replicas", 5);
    assertThat(api.put(W + "/scale", scale.body()).status()).isEqualTo(200);
    assertThat(api.get(W).body().at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(api.merge(W + "/scale", "{spec: {replicas: 99}}").status()).isEqualTo(422);
  }

  @Test
  void listsMergeAsTheSchemaSays() {
    apply(
        "one", "replicas: 3, tags: [a], args: [x], ports: [{name: p, port: 1}], selector: {a: b}");
    var answer = apply("two", "tags: [b], ports: [{name: q, port: 2}], settings: {k: v}");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    assertThat(answer.body().at("/spec/tags")).hasSize(2);
    assertThat(answer.body().at("/spec/ports").findValuesAsText("name")).containsExactly("p", "q");
    assertThat(apply("two", "args: [z]").status()).isEqualTo(409);
    assertThat(apply("two", "selector: {c: d}").message())
        .endsWith("conflict with \"one\": .spec.selector");
    var dropped = apply("one", "replicas: 3");
    assertThat(dropped.body().path("spec").has("args")).isFalse();
    assertThat(dropped.body().at("/spec/ports").findValuesAsText("name")).containsExactly("q");
  }

  @Test
  void ownersOfCustomResourcesLookLikeTheRealOnes() {
    apply("one", "replicas: 3, settings: {k: v}, ports: [{name: p, port: 1}]");
    api.merge(
        W + "/status?fieldManager=two",
        "{status: {conditions: [{type: Ready, status: 'True'}], message: m}}");
    var fields = api.get(W).body().at("/metadata/managedFields").findValues("fieldsV1");
    assertThat(fields.get(0))
        .hasToString(
            "{\"f:spec\":{\"f:ports\":{\"k:{\\\"name\\\":\\\"p\\\"}\":{\".\":{},\"f:name\":{},"
                + "\"f:port\":{}}},\"f:replicas\":{},\"f:settings\":{\"f:k\":{}}}}");
    assertThat(fields.get(1))
        .hasToString(
            "{\"f:status\":{\".\":{},\"f:conditions\":{\".\":{},\"k:{\\\"type\\\":\\\"Ready\\\"}\":"
                + "{\".\":{},\"f:status\":{},\"f:type\":{}}},\"f:message\":{}}}");
  }

  @Test
  void applyingTheStatusLeavesMetadataAlone() {
    apply("one", "replicas: 3");
    var answer =
        api.apply(
            W + "/status",
            "two",
            """
            apiVersion: test.quorate.dev/v1
            kind: Widget
            metadata: {name: w, labels: {x: z}}
            status: {message: fine, conditions: [{type: Ready, status: 'True'}]}
            """);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    assertThat(answer.text("/status/message")).isEqualTo("fine");
    assertThat(answer.body().at("/metadata/labels").isMissingNode()).isTrue();
    var again =
        api.apply(
            W + "/status",
            "two",
            """
            apiVersion: test.quorate.dev/v1
            kind: Widget
            metadata: {name: w}
            status: {conditions: [{type: Ready, status: 'True'}]}
            """);
    assertThat(again.body().path("status").has("message")).isFalse();
  }

  @Test
  void anApplyThatBreaksARuleIsRefused() {
    var answer = apply("one", "replicas: 2");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(api.get(W).status()).isEqualTo(404);
    var unknown = apply("one", "replicas: 3, colour: red");
    assertThat(unknown.message()).endsWith(".spec.colour: field not declared in schema");
  }

  @Test
  void refusesRulesThatDoNotCompile() {
    var broken =
        Resources.text("local/widgets-crd.yaml")
            .replace("self % 2 == 1", "self %% 2 == 1")
            .replace("widget", "gadget");
    var answer = api.create(DEFINITIONS, broken);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("x-kubernetes-validations[0].rule");
  }

  @Test
  void nobodyRemembersVersionsFromBeforeTheDefinition() {
    widget("replicas: 3");
    var path = WIDGETS.replace("@", api.namespace()) + "?watch=true&resourceVersion=1";
    try (var watch = new WatchStream(api.client(), path)) {
      watch.await(1);
      var event = watch.events().getFirst();
      assertThat(event.path("type").asText()).isEqualTo("ERROR");
      assertThat(event.at("/object/code").asInt()).isEqualTo(410);
      assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
    }
  }

  @Test
  void instancesGoWithTheirDefinition() {
    widget("replicas: 3");
    api.delete(DEFINITION, "");
    Awaitility.await().until(() -> api.get(DEFINITION).status() == 404);
    assertThat(api.get(W).status()).isEqualTo(404);
    define();
    assertThat(api.get(W).status()).isEqualTo(404);
  }

  private static ApiUnderTest.Answer widget(String spec) {
    return api.create(WIDGETS, yaml(spec, "w"));
  }

  private static ApiUnderTest.Answer apply(String manager, String spec) {
    return api.apply(W, manager, yaml(spec, "w"));
  }

  private static String yaml(String spec, String name) {
    return """
    apiVersion: test.quorate.dev/v1
    kind: Widget
    metadata: {name: %s}
    spec: {%s}
    """
        .formatted(name, spec);
  }

  private static List<String> causes(JsonNode status) {
    List<String> causes = new ArrayList<>();
    status
        .at("/details/causes")
        .forEach(c -> causes.add(c.path("field").asText() + " " + c.path("reason").asText()));
    return causes;
  }
}
