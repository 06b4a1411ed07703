package dev.quorate.validation;

import java.util.regex.Pattern;

/** Whether the image can be asked for. */
final class ImageRules {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}");

  private ImageRules() {}

  static void isReference(Subject subject, Findings findings) {
    String image = subject.spec().image();
    if (image != null && !REFERENCE.matcher(image).matches()) {
      findings.refuse(
          "spec.image",
          Quoted.of(image) + " is not an image reference",
          "write for example docker.io/library/zookeeper:3.9.5");
    }
  }
}
