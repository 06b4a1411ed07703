package dev.quorate.cli;

/** Commands that a person is told to type next. */
record Hint(String namespace, String cluster) {
  /** What the program is called when kubectl starts it. */
  static final String PROGRAM = "kubectl zk";

  String status() {
    return command("status");
  }

  String watch() {
    return status() + " --watch";
  }

  String doctor() {
    return command("doctor");
  }

  String plan() {
    return command("plan");
  }

  String command(String verb) {
    return "%s %s %s -n %s".formatted(PROGRAM, verb, cluster, namespace);
  }

  /** One of kubectl's own, for a key of the resource. */
  String annotate(String key, String value) {
    return "kubectl annotate zk %s -n %s --overwrite %s=%s"
        .formatted(cluster, namespace, key, value);
  }
}
