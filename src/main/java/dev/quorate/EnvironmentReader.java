package dev.quorate;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.diagnosis.Thresholds;
import dev.quorate.notify.DeliveryTerms;
import dev.quorate.notify.WebhookAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns environment variables into an {@link OperatorConfig}, collecting every error. */
final class EnvironmentReader {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}");
  private static final Pattern VERSION_AND_IMAGE =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+)=([A-Za-z0-9][A-Za-z0-9._:/@-]{0,511})");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

  private static final Pattern RULE_AND_NUMBER =
      Pattern.compile("([A-Za-z0-9]{1,63})\\s*=\\s*([0-9]{1,12}(?:\\.[0-9]{1,6})?)");

  private static final Pattern ABSOLUTE_PATH = Pattern.compile("/[^\\p{Cntrl}]{1,1023}");

  /** What the kubelet adds for a Service whose name begins with the operator's. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_.*)?)");

  private final Map<String, String> environment;
  private final List<String> errors = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  Parsed read() {
    var config =
        new OperatorConfig(
            namespaces(),
            matching(Setting.CLUSTER_DOMAIN, DOMAIN),
            images(),
            loop(),
            new OperatorConfig.Examination(
                duration(Setting.DIAGNOSIS_INTERVAL, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                thresholds(),
                isOn(Setting.MEMBER_LOGS)),
            duration(Setting.PROBE_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(30)),
            duration(Setting.API_TIMEOUT, Duration.ofSeconds(1), Duration.ofSeconds(60)),
            lease(),
            new OperatorConfig.Http(
                matching(Setting.HTTP_HOST, HOST), number(Setting.HTTP_PORT, 0, 65535)),
            new OperatorConfig.Log(
                oneOf(Setting.LOG_FORMAT, OperatorConfig.Log.Format.class),
                oneOf(Setting.LOG_LEVEL, OperatorConfig.Log.Level.class)),
            notifications());
    return errors.isEmpty()
        ? new Parsed.Valid(config, warnings(config))
        : new Parsed.Refused(List.copyOf(errors));
  }

  private Set<String> namespaces() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : value(Setting.NAMESPACES).split(",", -1)) {
      var stripped = name.strip();
      if (LABEL.matcher(stripped).matches()) {
        names.add(stripped);
      } else if (!stripped.isEmpty()) {
        refuse(Setting.NAMESPACES, "'" + stripped + "' cannot be a namespace");
      }
    }
    if (names.isEmpty() && value(Setting.NAMESPACES).contains(",")) {
      refuse(Setting.NAMESPACES, "it names no namespace; leave it empty for all of them");
    }
    return names;
  }

  private OperatorConfig.Images images() {
    return new OperatorConfig.Images(
        matching(Setting.IMAGE_REPOSITORY, REPOSITORY),
        pairs(Setting.IMAGES, VERSION_AND_IMAGE, "a version and its image"));
  }

  private boolean isOn(Setting setting) {
    return oneOf(setting, Switch.class) == Switch.TRUE;
  }

  private Thresholds thresholds() {
    SortedMap<String, Double> changed = new TreeMap<>();
    pairs(Setting.DIAGNOSIS_THRESHOLDS, RULE_AND_NUMBER, "a rule and its number")
        .forEach((rule, number) -> changed.put(rule, Double.valueOf(number)));
    Thresholds.check(Setting.DIAGNOSIS_THRESHOLDS.variable(), changed).stream()
        .map(Thresholds.Refused::message)
        .forEach(why -> refuse(Setting.DIAGNOSIS_THRESHOLDS, why));
    return Thresholds.shipped().with(changed);
  }

  /**
   * @param pattern of one entry; its groups are what belongs together
   * @param what an entry is, for people
   */
  private SortedMap<String, String> pairs(Setting setting, Pattern pattern, String what) {
    SortedMap<String, String> pairs = new TreeMap<>();
    for (String entry : value(setting).split(",", -1)) {
      var parts = pattern.matcher(entry.strip());
      if (parts.matches()) {
        pairs.put(parts.group(1), parts.group(2));
      } else if (!entry.isBlank()) {
        refuse(setting, "'%s' is not %s".formatted(entry.strip(), what));
      }
    }
    return pairs;
  }

  private OperatorConfig.Loop loop() {
    return new OperatorConfig.Loop(
        number(Setting.WORKERS, 1, 200),
        number(Setting.CONCURRENT_CHANGES, 1, 1000),
        duration(Setting.RESYNC, Duration.ofSeconds(1), Duration.ofMinutes(5)),
        duration(Setting.SHUTDOWN_TIMEOUT, Duration.ZERO, Duration.ofMinutes(5)));
  }

  private OperatorConfig.Lease lease() {
    var longest = Duration.ofMinutes(5);
    var lasts = duration(Setting.LEASE_DURATION, Duration.ofSeconds(3), longest);
    var renewDeadline = duration(Setting.LEASE_RENEW_DEADLINE, Duration.ofSeconds(1), longest);
    var retryPeriod =
        duration(Setting.LEASE_RETRY_PERIOD, Duration.ofMillis(200), Duration.ofMinutes(1));
    if (lasts.toMillisPart() != 0) {
      refuse(Setting.LEASE_DURATION, "the API stores whole seconds");
    }
    if (renewDeadline.compareTo(lasts) >= 0) {
      refuse(
          Setting.LEASE_RENEW_DEADLINE,
          "not shorter than " + described(Setting.LEASE_DURATION) + ": two replicas would act");
    }
    if (retryPeriod.multipliedBy(2).compareTo(renewDeadline) > 0) {
      refuse(
          Setting.LEASE_RETRY_PERIOD,
          "more than half of "
              + described(Setting.LEASE_RENEW_DEADLINE)
              + ": one lost request would cost the lease");
    }
    return new OperatorConfig.Lease(
        isOn(Setting.LEADER_ELECTION),
        matching(Setting.LEASE_NAME, DOMAIN),
        optional(Setting.LEASE_NAMESPACE, LABEL),
        optional(Setting.POD_NAME, DOMAIN),
        lasts,
        renewDeadline,
        retryPeriod);
  }

  /** The other settings are judged even when nothing is sent: they are wrong all the same. */
  private Optional<DeliveryTerms> notifications() {
    var address = address();
    var tokenFile = optional(Setting.NOTIFY_TOKEN_FILE, ABSOLUTE_PATH).map(Path::of);
    var types = oneOf(Setting.NOTIFY_TYPES, DeliveryTerms.Types.class);
    int queue = number(Setting.NOTIFY_QUEUE, 1, 10_000);
    var timeout = duration(Setting.NOTIFY_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(1));
    int attempts = number(Setting.NOTIFY_ATTEMPTS, 1, 100);
    var longest = duration(Setting.NOTIFY_MAX_AGE, Duration.ofSeconds(1), Duration.ofHours(24));
    if (tokenFile.filter(Path::isAbsolute).isPresent() && value(Setting.NOTIFY_URL).isEmpty()) {
      refuse(
          Setting.NOTIFY_TOKEN_FILE,
          "nothing is sent; set " + Setting.NOTIFY_URL.variable() + ", or leave it empty");
    }
    return address.map(
        a -> new DeliveryTerms(a, tokenFile, types, queue, timeout, attempts, longest));
  }

  private Optional<WebhookAddress> address() {
    var text = value(Setting.NOTIFY_URL);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var complaint = WebhookAddress.complaint(text);
    complaint.ifPresent(why -> refuse(Setting.NOTIFY_URL, why));
    return complaint.isPresent()
        ? Optional.empty()
        : Optional.of(new WebhookAddress(URI.create(text)));
  }

  private enum Switch {
    TRUE,
    FALSE
  }

  private Optional<String> optional(Setting setting, Pattern pattern) {
    return Optional.of(value(setting))
        .filter(v -> !v.isEmpty())
        .map(_ -> matching(setting, pattern));
  }

  private String matching(Setting setting, Pattern pattern) {
    if (!pattern.matcher(value(setting)).matches()) {
      refuse(setting);
      return setting.fallback();
    }
    return value(setting);
  }

  private int number(Setting setting, int least, int most) {
    var value = value(setting);
    if (WHOLE_NUMBER.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    refuse(setting);
    return Integer.parseInt(setting.fallback());
  }

  private Duration duration(Setting setting, Duration least, Duration most) {
    var duration = duration(value(setting));
    if (duration.isPresent()
        && duration.get().compareTo(least) >= 0
        && duration.get().compareTo(most) <= 0) {
      return duration.get();
    }
    refuse(setting);
    return duration(setting.fallback()).orElseThrow();
  }

  private static Optional<Duration> duration(String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  private <E extends Enum<E>> E oneOf(Setting setting, Class<E> values) {
    var wanted = value(setting).toUpperCase(Locale.ROOT);
    return Arrays.stream(values.getEnumConstants())
        .filter(v -> v.name().equals(wanted))
        .findFirst()
        .orElseGet(() -> {
          refuse(setting);
          return values.getEnumConstants()[0];
        });
  }

  private String value(Setting setting) {
    return setting.in(environment);
  }

  private void refuse(Setting setting) {
    refuse(setting, "not one of the allowed values");
  }

  private void refuse(Setting setting, String why) {
    errors.add(
        "%s is refused: %s. Allowed: %s. Default: %s."
            .formatted(
                described(setting),
                why,
                setting.allowed(),
                setting.fallback().isEmpty() ? "empty" : setting.fallback()));
  }

  private String described(Setting setting) {
    return setting == Setting.NOTIFY_URL
        // Whoever knows all of it can often send to it, and logs are read by many.
        ? setting.variable()
        : setting.variable() + "='" + value(setting) + "'";
  }

  private List<String> warnings(OperatorConfig config) {
    return Stream.concat(unknownVariables().stream(), plainToken(config).stream()).toList();
  }

  private static Optional<String> plainToken(OperatorConfig config) {
    return config
        .notifications()
        .filter(terms -> terms.tokenFile().isPresent() && terms.address().isPlain())
        .map(terms ->
            "%s is http, so everybody on the way to %s can read the token; use https"
                .formatted(Setting.NOTIFY_URL.variable(), terms.address()));
  }

  private List<String> unknownVariables() {
    var known = Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    return environment.keySet().stream()
        .filter(name -> name.startsWith("QUORATE_") && !known.contains(name))
        .filter(name -> !SERVICE_LINK.matcher(name).matches())
        .sorted()
        .map(name -> name + " is not a setting and has no effect")
        .toList();
  }
}
