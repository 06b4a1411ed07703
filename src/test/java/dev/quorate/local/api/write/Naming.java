package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.types.ResourceType;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Finds, makes up and checks the name of a new object. */
public final class Naming {
  private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final int LONGEST = 253;
  private static final int LONGEST_GENERATED_BASE = 58;

  private Naming() {}

  /** The object's name; made from {@code generateName} and written into the object if need be. */
  public static String name(ResourceType type, ObjectNode object) {
    Meta meta = Meta.of(object);
    String prefix = meta.text("generateName");
    if (meta.name().isEmpty() && !prefix.isEmpty()) {
      String base = prefix.substring(0, Math.min(prefix.length(), LONGEST_GENERATED_BASE));
      meta.node().put("name", base + suffix());
    }
    String name = meta.name();
    if (name.isEmpty()) {
      throw ApiError.invalid(
          type,
          "",
          List.of(FieldError.required("metadata.name", "name or generateName is required")));
    }
    boolean free = type.id().group().equals("rbac.authorization.k8s.io");
    if (!free && (name.length() > LONGEST || !SUBDOMAIN.matcher(name).matches())) {
      throw ApiError.invalid(
          type,
          name,
          List.of(
              FieldError.invalid(
                  "metadata.name",
                  "\"" + name + "\"",
                  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                      + " characters, '-' or '.', and must start and end with an alphanumeric"
                      + " character (e.g. 'example.com', regex used for validation is '"
                      + SUBDOMAIN.pattern()
                      + "')")));
    }
    return name;
  }

  private static String suffix() {
    var suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      suffix.append(SUFFIX.charAt(ThreadLocalRandom.current().nextInt(SUFFIX.length())));
    }
    return suffix.toString();
  }
}
