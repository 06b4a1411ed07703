package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Meta;
import java.util.regex.Pattern;

/** Labels, annotations, owners and finalizers: the same rules for every kind. */
final class MetadataRules {
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?(?=.{1,63}$)" + NAME);
  private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");
  private static final int LONGEST_VALUE = 63;
  private static final int LARGEST_ANNOTATIONS = 256 * 1024;

  private MetadataRules() {}

  static void check(Write write) {
    Meta meta = Meta.of(write.object());
    meta.node().path("labels").properties().forEach(l -> label(write, l.getKey(), l.getValue()));
    int size = 0;
    for (var annotation : meta.node().path("annotations").properties()) {
      size += annotation.getKey().length() + annotation.getValue().asText().length();
      key(write, "metadata.annotations", annotation.getKey());
    }
    if (size > LARGEST_ANNOTATIONS) {
      write
          .errors()
          .add(
              new FieldError(
                  "FieldValueTooLong",
                  "metadata.annotations",
                  "Too long: may not be more than " + LARGEST_ANNOTATIONS + " bytes"));
    }
    meta.owners().forEach(o -> owner(write, o));
  }

  private static void label(Write write, String key, JsonNode value) {
    key(write, "metadata.labels", key);
    String text = value.asText();
    if (text.length() > LONGEST_VALUE) {
      add(write, "metadata.labels", text, "must be no more than " + LONGEST_VALUE + " bytes");
    } else if (!VALUE.matcher(text).matches()) {
      add(
          write,
          "metadata.labels",
          text,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is"
              + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
    }
  }

  private static void key(Write write, String field, String key) {
    if (!KEY.matcher(key).matches()) {
      add(
          write,
          field,
          key,
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
              + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
              + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
    }
  }

  private static void owner(Write write, JsonNode owner) {
    for (String field : new String[] {"apiVersion", "kind", "name", "uid"}) {
      if (owner.path(field).asText("").isEmpty()) {
        String what = field.equals("apiVersion") ? "version" : field;
        add(write, "metadata.ownerReferences." + field, "", what + " must not be empty");
      }
    }
  }

  private static void add(Write write, String field, String value, String why) {
    write.errors().add(FieldError.invalid(field, "\"" + value + "\"", why));
  }
}
