package dev.quorate.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.metrics.Metric;
import dev.quorate.testing.GeneratedBlock;
import dev.quorate.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards of the chart: written from their description, and about metrics that exist. */
class DashboardsTest {
  private static final Pattern CHOICE = Pattern.compile("\\$(?!__)(\\w+)");
  private static final Pattern PAGE = Pattern.compile("docs/[\\w/]+\\.md");
  private static final Pattern METRIC = Pattern.compile("quorate_\\w+");

  static Stream<Dashboard> dashboards() {
    return Dashboards.all().stream();
  }

  static Stream<String> versions() {
    return KnownMetrics.versions().stream();
  }

  @Test
  void theChartHasThem() throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    dashboards().forEach(d -> wanted.put(d.file(), d.text()));
    if (Boolean.getBoolean("quorate.refresh")) {
      write(wanted);
    }
    assertThat(present())
        .as("%s is stale; run: %s", Dashboards.FOLDER, GoldenFile.refresh(getClass()))
        .isEqualTo(wanted);
  }

  private static void write(Map<String, String> files) throws IOException {
    Files.createDirectories(Dashboards.FOLDER);
    for (String stale : present().keySet()) {
      Files.delete(Dashboards.FOLDER.resolve(stale));
    }
    for (var file : files.entrySet()) {
      Files.writeString(Dashboards.FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> present() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (var files = Files.list(Dashboards.FOLDER)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void thePageListsThem() throws IOException {
    var table = new StringJoiner("\n");
    table.add("| dashboard | about | sections |");
    table.add("|---|---|---|");
    for (Dashboard d : Dashboards.all()) {
      var sections = d.sections().stream().map(Dashboard.Section::title).toList();
      table.add(
          "| [%s](../%s/%s) | %s | %s |"
              .formatted(
                  d.title(),
                  Dashboards.FOLDER,
                  d.file(),
                  d.description(),
                  String.join("; ", sections)));
    }
    new GeneratedBlock(Path.of("docs/monitoring.md"), "dashboards")
        .shouldBe(table.toString(), getClass());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void grafanaKnowsWhatItIs(Dashboard dashboard) throws IOException {
    var json = new ObjectMapper().readTree(dashboard.text());

    assertThat(json.path("schemaVersion").asInt()).isEqualTo(Dashboard.SCHEMA);
    assertThat(json.path("uid").asText()).isEqualTo(dashboard.uid()).hasSizeLessThan(41);
    assertThat(json.path("title").asText()).startsWith("Quorate / ");
    assertThat(json.path("panels"))
        .extracting(panel -> panel.path("id").asInt())
        .doesNotContain(0)
        .doesNotHaveDuplicates();
    assertThat(json.has("id")).as("an id belongs to one Grafana alone").isFalse();
    for (JsonNode panel : json.path("panels")) {
      assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
          .isLessThanOrEqualTo(24);
    }
    assertThat(Set.copyOf(json.findValuesAsText("uid")))
        .containsExactlyInAnyOrder(dashboard.uid(), "${datasource}");
  }

  @Test
  void eachHasAnIdOfItsOwn() {
    assertThat(dashboards().map(Dashboard::uid)).doesNotHaveDuplicates().hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsDoNotLieOnOneAnother(Dashboard dashboard) throws IOException {
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : new ObjectMapper().readTree(dashboard.text()).path("panels")) {
      var grid = panel.path("gridPos");
      for (int x = 0; x < grid.path("w").asInt(); x++) {
        for (int y = 0; y < grid.path("h").asInt(); y++) {
          String cell = grid.path("x").asInt() + x + " " + (grid.path("y").asInt() + y);
          assertThat(cells.add(cell)).as("%s at %s", panel.path("title"), cell).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItMeansAndWhenToWorry(Dashboard dashboard) {
    assertThat(dashboard.panels()).isNotEmpty();
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.title()).isNotBlank();
      assertThat(panel.meaning()).as(panel.title()).endsWith(".").hasSizeGreaterThan(20);
      assertThat(panel.worry()).as(panel.title()).matches("(when|about|at once)\\b.*\\.");
      assertThat(panel.queries()).as(panel.title()).isNotEmpty();
      assertThat(panel.queries()).allMatch(q -> !q.name().isBlank() && !q.expression().isBlank());
    }
    for (var section : dashboard.sections()) {
      assertThat(section.panels()).extracting(Panel::title).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void pagesThatItNamesExist(Dashboard dashboard) {
    PAGE.matcher(dashboard.text())
        .results()
        .map(r -> Path.of(r.group()))
        .forEach(page -> assertThat(page).exists());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void whatItAsksForCanBeChosen(Dashboard dashboard) {
    var choices =
        Stream.concat(Stream.of("datasource"), dashboard.variables().stream().map(Variable::name))
            .toList();
    var asked =
        Stream.concat(
                expressions(dashboard).map(Expression::text),
                dashboard.variables().stream().map(Variable::query))
            .flatMap(text -> CHOICE.matcher(text).results().map(r -> r.group(1)))
            .toList();
    assertThat(choices).containsAll(asked);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void itAsksForMetricsThatExist(Dashboard dashboard) {
    for (String version : KnownMetrics.versions()) {
      var known = new TreeSet<>(KnownMetrics.ofOperator());
      known.addAll(KnownMetrics.ofMember(version));
      known.addAll(KnownMetrics.ofKubelet());
      assertThat(expressions(dashboard).flatMap(e -> e.metrics().stream()))
          .as("%s with ZooKeeper %s", dashboard.name(), version)
          .isNotEmpty()
          .isSubsetOf(known);
    }
  }

  @Test
  void everyNumberOfTheOperatorIsOnOne() {
    String all = dashboards().map(Dashboard::text).collect(Collectors.joining());
    Set<String> shown =
        METRIC
            .matcher(all)
            .results()
            .map(r -> r.group().replaceAll("_bucket$", ""))
            .collect(Collectors.toSet());
    assertThat(Arrays.stream(Metric.values()).map(Metric::family)).isSubsetOf(shown);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void membersWereRecordedInEveryRole(String version) throws IOException {
    var recorded = KnownMetrics.RECORDED.resolve(version);
    assertThat(List.of("leader.txt", "follower.txt", "observer.txt"))
        .allMatch(role -> Files.isRegularFile(recorded.resolve(role)));
    assertThat(KnownMetrics.ofMember(version)).contains("learners", "znode_count");
  }

  private static Stream<Expression> expressions(Dashboard dashboard) {
    return dashboard.panels().stream()
        .flatMap(panel -> panel.queries().stream())
        .map(query -> new Expression(query.expression()));
  }
}
