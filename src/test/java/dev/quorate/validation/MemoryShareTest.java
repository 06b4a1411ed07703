package dev.quorate.validation;

import static dev.quorate.validation.Checking.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryShareTest {

  @ParameterizedTest(name = "heap {0}, limit {1}, request {2}")
  @CsvSource({
    "'',    '',    '',    614, 1024Mi, 1024Mi",
    "'',    2Gi,   '',   1228, 2Gi,    ''",
    "512Mi, '',    '',    512, 1024Mi, 1024Mi",
    "3Gi,   '',    '',   3072, 5121Mi, 5121Mi",
    "512Mi, 1Gi,   1Gi,   512, 1Gi,    1Gi",
    "'',    '',    4Gi,  2457, 4096Mi, 4Gi",
    "'',    256Mi, 128Mi, 153, 256Mi,  128Mi",
    "1G,    '',    '',    953, 1590Mi, 1590Mi",
  })
  void heapAndLimitFollowFromOneAnother(
      String heap, String limit, String request, int heapMebibytes, String limited, String asked) {
    var ensemble =
        Checking.accepted(
            "jvm: {%s}\npod: {resources: {limits: {%s}, requests: {%s}}}"
                    .formatted(
                        entry("heap", heap), entry("memory", limit), entry("memory", request))
                + STORAGE);

    assertThat(ensemble.jvm().heapMebibytes()).isEqualTo(heapMebibytes);
    assertThat(ensemble.pod().resources().getLimits().get("memory")).hasToString(limited);
    var requested = ensemble.pod().resources().getRequests().get("memory");
    assertThat(requested == null ? "" : requested.toString()).isEqualTo(asked);
  }

  private static String entry(String key, String value) {
    return value.isEmpty() ? "" : key + ": " + value;
  }
}
