package dev.quorate.validation;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether JVM options stay away from what other fields or the operator decide (hazard G21). */
final class JvmOptionRules {
  private static final int MOST = 50;
  private static final int LONGEST = 512;

  private static final Predicate<String> OPTION =
      Pattern.compile(
              "(-X[a-z]|-XX:|-D|-javaagent:|-agentlib:|-agentpath:|-verbose|-ea|-da|-server"
                  + "|--add-(opens|exports|modules|reads)=|--enable-).*")
          .asMatchPredicate();
  private static final Predicate<String> PLAIN =
      Pattern.compile("[A-Za-z0-9_.,:=/+%@~^*-]+").asMatchPredicate();
  private static final Predicate<String> HEAP =
      Pattern.compile("-Xm[sx].*|-XX:(Max|Min|Initial)HeapSize=.*|-XX:.*RAM.*").asMatchPredicate();
  private static final Predicate<String> ZOOKEEPER =
      Pattern.compile("-D(zookeeper|jute|readonlymode|znode)\\..*").asMatchPredicate();
  private static final Predicate<String> OPERATOR =
      Pattern.compile(
              "-Djava\\.security\\.properties=.*|-Dlogback\\.configurationFile=.*|-Dfile\\.encoding=.*"
                  + "|-XX:-ExitOnOutOfMemoryError|-XX:OnOutOfMemoryError=.*|-XX:Flags=.*|-XX:VMOptionsFile=.*")
          .asMatchPredicate();

  private JvmOptionRules() {}

  static void areFewAndShort(Subject subject, Findings findings) {
    List<String> options = subject.spec().jvm().options();
    if (options.size() > MOST || options.stream().anyMatch(o -> o.length() > LONGEST)) {
      findings.refuse(
          "spec.jvm.options",
          "has more than 50 entries, or one of more than 512 characters",
          "write fewer or shorter ones");
    }
  }

  static void areOptions(Subject subject, Findings findings) {
    refuseAny(
        subject,
        findings,
        OPTION.and(PLAIN).negate(),
        "is not a single JVM option of plain characters",
        "write one option an entry, without blanks, quotes or shell characters");
  }

  static void leaveTheHeapAlone(Subject subject, Findings findings) {
    refuseAny(subject, findings, HEAP, "sets the heap", "remove it and set spec.jvm.heap");
  }

  static void leaveZooKeeperAlone(Subject subject, Findings findings) {
    refuseAny(
        subject,
        findings,
        ZOOKEEPER,
        "sets a ZooKeeper property",
        "remove it and set the key in spec.config, without the prefix zookeeper.");
  }

  static void leaveTheOperatorsAlone(Subject subject, Findings findings) {
    refuseAny(subject, findings, OPERATOR, "is set by the operator, or undoes it", "remove it");
  }

  private static void refuseAny(
      Subject subject, Findings findings, Predicate<String> bad, String reason, String remedy) {
    subject.spec().jvm().options().stream()
        .filter(bad)
        .forEach(o -> findings.refuse("spec.jvm.options", Quoted.of(o) + " " + reason, remedy));
  }
}
