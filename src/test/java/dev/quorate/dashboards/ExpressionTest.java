package dev.quorate.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which time series an expression asks for; labels, functions and words between are none. */
class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "uptime | uptime",
        "max by (namespace, cluster) (a_b{namespace=~\"$namespace\"}) == 1 | a_b",
        "sum by (a) ((x{l=\"x y\"} unless x{l=\"x y\"} offset $__interval) or increase(x[$__interval])) | x",
        "rate(f_sum{p=\"$m\"}[$__rate_interval]) / (rate(f_count{p=\"$m\"}[$__rate_interval]) > 0) | f_count f_sum",
        "histogram_quantile(0.99, sum by (le) (rate(h_bucket[1m]))) | h_bucket",
        "process_cpu_usage and on (job, instance) leading | leading process_cpu_usage",
        "bottomk(10, avg_over_time(max by (c) (q{a=\"b\"})[$__range:1m])) or vector(0) | q"
      })
  void namesWhatItAsksFor(String expression, String names) {
    assertThat(new Expression(expression).metrics()).isEqualTo(sorted(names));
  }

  private static Set<String> sorted(String names) {
    return new TreeSet<>(List.of(names.split(" ", -1)));
  }
}
