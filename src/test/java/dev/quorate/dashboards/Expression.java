package dev.quorate.dashboards;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** PromQL as a dashboard has it, with Grafana's variables. */
record Expression(String text) {
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern LABELS =
      Pattern.compile("\\{[^}]*\\}|\\b(?:by|on|without|ignoring) *\\([^)]*\\)");
  private static final Pattern DURATION = Pattern.compile("\\[[^\\]]*\\]|offset +\\S+");
  private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z_:][\\w:]*+(?! *\\()");

  /** Words between operands; names of functions are known by their bracket. */
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  /** The names of the time series that it asks for. */
  Set<String> metrics() {
    var names = new TreeSet<String>();
    String bare = STRING.matcher(text).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll(" ");
    bare = DURATION.matcher(bare).replaceAll(" ");
    WORD.matcher(bare).results().map(r -> r.group()).forEach(names::add);
    names.removeAll(OPERATORS);
    return names;
  }

  /** As Grafana would send it. */
  String filledIn(String namespace, String cluster, String member) {
    return text.replace("$namespace", namespace)
        .replace("$cluster", cluster)
        .replace("$member", member)
        .replace("$__rate_interval", "1m")
        .replace("$__interval", "1m")
        .replace("$__range:1m", "5m:1s");
  }
}
