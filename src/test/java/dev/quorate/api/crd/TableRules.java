package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.validation.ConfigKeys;
import dev.quorate.validation.ConfigKeys.RefusedKeys;
import dev.quorate.validation.ConfigKeys.RefusedValue;
import dev.quorate.validation.Tables;
import dev.quorate.validation.VersionTable;
import dev.quorate.validation.VersionTable.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CEL rules that follow from the tables which the operator's own rules look things up in. */
final class TableRules {
  private static final String RULES = "x-kubernetes-validations";
  private static final String IS_RELEASE = "self.matches('^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{1,3}$')";

  private final VersionTable versions;
  private final ConfigKeys keys;

  TableRules(Tables tables) {
    versions = tables.versions();
    keys = tables.configKeys();
  }

  void apply(ObjectNode spec) {
    ObjectNode version = (ObjectNode) spec.at("/properties/version");
    version.put("default", versions.fallback().toString());
    version(version.withArray(RULES));
    config(((ObjectNode) spec.at("/properties/config")).withArray(RULES));
  }

  private void version(ArrayNode rules) {
    String newest = versions.fallback().toString();
    rule(rules, IS_RELEASE, "version: not a release number; write for example " + newest);
    versions
        .blocked()
        .forEach((version, why) ->
            rule(
                rules,
                "self != '" + version + "'",
                "version: " + version + " " + why + "; write " + newest));
    List<String> lines = versions.lines().stream().map(Line::line).toList();
    rule(
        rules,
        lines.stream()
            .map(line -> " || self.startsWith('" + line + ".')")
            .collect(Collectors.joining("", "!" + IS_RELEASE, "")),
        "version: the operator knows the lines "
            + String.join(" and ", lines)
            + " only; write "
            + newest
            + ", or use an operator that knows it");
    rule(
        rules,
        "!(self in " + list(tooOld()) + ")",
        "version: older than "
            + versions.lines().stream()
                .map(line -> line.minimum().toString())
                .collect(Collectors.joining(" and "))
            + ", and can lose transactions; write "
            + newest);
  }

  private List<String> tooOld() {
    return versions.lines().stream()
        .flatMap(line ->
            IntStream.range(0, line.minimum().patch())
                .mapToObj(patch ->
                    new ZooKeeperVersion(line.minimum().major(), line.minimum().minor(), patch)))
        .map(ZooKeeperVersion::toString)
        .toList();
  }

  private void config(ArrayNode rules) {
    named(
        rules,
        "!k.matches('^[A-Za-z0-9][A-Za-z0-9_.-]{0,126}$')",
        "is not a key of zoo.cfg; write letters, digits and the characters . _ - only");
    named(
        rules,
        "!self[k].matches('^[!-~]([ -~]*[!-~])?$')",
        "the value is empty or has other characters than printable ASCII; write a plain value"
            + " without blanks around it, or remove the key");
    keys.refused().forEach(refused -> named(rules, isOneOf(refused), because(refused)));
    keys.refusedValues().forEach(refused -> value(rules, refused));
    numbers(rules);
    named(
        rules,
        "k in " + list(keys.booleans()) + " && !(self[k] in ['true', 'false'])",
        "is neither true nor false; write one of them, in quotes");
    times(rules);
  }

  private static String isOneOf(RefusedKeys refused) {
    var conditions = new ArrayList<String>();
    if (!refused.keys().isEmpty()) {
      conditions.add("k in " + list(refused.keys()));
    }
    refused.prefixes().forEach(prefix -> conditions.add("k.startsWith('" + prefix + "')"));
    return String.join(" || ", conditions);
  }

  private static String because(RefusedKeys refused) {
    return refused.reason() + "; " + refused.remedy();
  }

  private static void value(ArrayNode rules, RefusedValue refused) {
    named(
        rules,
        "k == '" + refused.key() + "' && self[k] in " + list(refused.values()),
        refused.reason() + "; " + refused.remedy());
  }

  /** One rule for all keys with the same bounds. */
  private void numbers(ArrayNode rules) {
    keys.integers().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue(),
                java.util.LinkedHashMap::new,
                Collectors.mapping(entry -> entry.getKey(), Collectors.toList())))
        .forEach((bounds, names) ->
            named(
                rules,
                "k in "
                    + list(names)
                    + " && !(self[k].matches('^-?[0-9]{1,9}$') && int(self[k]) >= "
                    + bounds.min()
                    + " && int(self[k]) <= "
                    + bounds.max()
                    + ")",
                "is not a whole number between "
                    + bounds.min()
                    + " and "
                    + bounds.max()
                    + "; write one, in quotes"));
  }

  private static void times(ArrayNode rules) {
    rule(
        rules,
        number("initLimit", "10") + " >= " + number("syncLimit", "5"),
        "config.initLimit: fewer ticks than syncLimit (defaults are 10 and 5); write initLimit of"
            + " at least syncLimit");
    String tick = number("tickTime", "2000");
    rule(
        rules,
        number("maxSessionTimeout", "20 * " + tick)
            + " >= "
            + number("minSessionTimeout", "2 * " + tick),
        "config.maxSessionTimeout: shorter than minSessionTimeout (by default 20 and 2 ticks);"
            + " write maxSessionTimeout of at least minSessionTimeout");
  }

  private static String number(String key, String fallback) {
    return "('%s' in self && self['%s'].matches('^[0-9]{1,9}$') ? int(self['%s']) : %s)"
        .formatted(key, key, key, fallback);
  }

  /** No key may be such; the message begins with the first one that is. */
  private static void named(ArrayNode rules, String bad, String message) {
    rules
        .addObject()
        .put("rule", "!self.exists(k, " + bad + ")")
        .put(
            "messageExpression",
            "'config.' + self.filter(k, " + bad + ")[0] + ': " + message.replace("'", "\\'") + "'");
  }

  private static void rule(ArrayNode rules, String rule, String message) {
    rules.addObject().put("rule", rule).put("message", message);
  }

  private static String list(Collection<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
  }
}
