package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is rendered for a resource is exactly what the folder of its case holds. */
class DesiredResourcesTest {
  private static final String REFRESH =
      "./mvnw -q test -Dtest=DesiredResourcesTest -Dquorate.refresh=true";

  @TestFactory
  List<DynamicTest> rendersWhatTheFolderHolds() throws IOException {
    return DesiredCase.all().stream().map(c -> dynamicTest(c.name(), () -> check(c))).toList();
  }

  private static void check(DesiredCase golden) throws IOException {
    if (Boolean.getBoolean("quorate.refresh")) {
      golden.files().accept(golden.rendered());
    }
    var rendered = golden.rendered();
    assertThat(golden.files().expected())
        .as("files of case %s; after a wanted change run: %s", golden.name(), REFRESH)
        .hasSameSizeAs(rendered)
        .containsOnlyKeys(rendered.keySet());
    for (var file : golden.files().expected().entrySet()) {
      assertThat(rendered.get(file.getKey()))
          .as("%s/%s; after a wanted change run: %s", golden.name(), file.getKey(), REFRESH)
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void appliesTheRecordAndTheTemplateBeforeClientsAreLetIn() throws IOException {
    assertThat(DesiredCase.named("minimal").desired().inApplyOrder())
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("ServiceAccount pets"),
            second -> assertThat(second).startsWith("ConfigMap pets-config-"),
            third -> assertThat(third).isEqualTo("ConfigMap pets-membership"),
            fourth -> assertThat(fourth).isEqualTo("Service pets-members"),
            fifth -> assertThat(fifth).isEqualTo("PodDisruptionBudget pets"),
            sixth -> assertThat(sixth).isEqualTo("StatefulSet pets"),
            seventh -> assertThat(seventh).isEqualTo("Service pets-client"),
            eighth -> assertThat(eighth).isEqualTo("ConfigMap pets-connection"));
  }
}
