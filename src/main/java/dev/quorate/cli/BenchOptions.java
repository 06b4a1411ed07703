package dev.quorate.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that say how much load there is. They are texts, so that each refusal has its reason. */
final class BenchOptions {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int SECONDS_OF_A_MINUTE = 60;
  private static final int KIB = 1024;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long (${DEFAULT-VALUE}), at most 10m.")
  private String duration;

  @Option(
      names = "--clients",
      paramLabel = "COUNT",
      defaultValue = "4",
      description =
          "Sessions, spread over the members; each has one request at a time (${DEFAULT-VALUE}), at"
              + " most 64.")
  private String clients;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      defaultValue = "100",
      description = "Requests per second, all clients together (${DEFAULT-VALUE}), at most 10000.")
  private String rate;

  @Option(
      names = "--reads",
      paramLabel = "PERCENT",
      defaultValue = "80%",
      description = "How many of them are reads (${DEFAULT-VALUE}); the others are writes.")
  private String reads;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "128",
      description = "Data of one node (${DEFAULT-VALUE}), at most 64KiB.")
  private String size;

  @Option(
      names = "--nodes",
      paramLabel = "COUNT",
      defaultValue = "32",
      description = "Nodes that are read and written (${DEFAULT-VALUE}), at most 1000.")
  private String nodes;

  /** What they ask for, or a refusal. */
  Workload workload() {
    var workload =
        new Workload(
            seconds(),
            new Bound("--clients", 1, Workload.MOST_CLIENTS, "", "each is a session to keep")
                .check(number("--clients", clients, "4")),
            new Bound(
                    "--rate", 1, Workload.MOST_RATE, "", "the ensemble's own clients come after it")
                .check(number("--rate", withoutEnd(rate, "/s"), "100")),
            new Bound("--reads", 0, 100, "%", "it is a share of all requests")
                .check(number("--reads", withoutEnd(reads, "%"), "80%")),
            size(),
            new Bound("--nodes", 1, Workload.MOST_NODES, "", "every member keeps them in memory")
                .check(number("--nodes", nodes, "32")));
    workload
        .tooMuch()
        .ifPresent(why -> {
          throw new Refused(why);
        });
    return workload;
  }

  private int seconds() {
    var text = duration.toLowerCase(Locale.ROOT);
    var example = "30s";
    int seconds =
        text.endsWith("m")
            ? minutes(number("--duration", withoutEnd(text, "m"), example))
            : number("--duration", text.endsWith("s") ? withoutEnd(text, "s") : "", example);
    return new Bound(
            "--duration", 1, Workload.MOST_SECONDS, "s", "a run that is forgotten has to end")
        .check(seconds);
  }

  /** No more than the bound would refuse anyway. */
  private static int minutes(int count) {
    return Math.min(count, Workload.MOST_SECONDS) * SECONDS_OF_A_MINUTE;
  }

  private int size() {
    boolean isKib = size.endsWith("KiB");
    int count = number("--size", withoutEnd(size, "KiB"), "128 or 4KiB");
    int bytes = isKib ? Math.min(count, Workload.MOST_SIZE) * KIB : count;
    return new Bound("--size", 0, Workload.MOST_SIZE, "", "every write goes to all members whole")
        .check(bytes);
  }

  private static String withoutEnd(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private static int number(String option, String text, String example) {
    if (!NUMBER.matcher(text).matches()) {
      throw new Refused(
          "%s cannot be read; write for example %s %s.".formatted(option, option, example));
    }
    return Integer.parseInt(text);
  }

  private record Bound(String option, int least, int most, String unit, String why) {
    int check(int value) {
      if (value > most) {
        throw new Refused(
            "%s %d%s is more than %d%s: %s; write %s %d%s."
                .formatted(option, value, unit, most, unit, why, option, most, unit));
      }
      if (value < least) {
        throw new Refused(
            "%s %d%s is less than %d%s; write %s %d%s."
                .formatted(option, value, unit, least, unit, option, least, unit));
      }
      return value;
    }
  }
}
