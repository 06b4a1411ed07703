package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bounds of values inside maps and lists, which annotations cannot express. */
final class Bounds {
  private static final int LABEL = 63;
  private static final int ANNOTATION = 4096;

  private Bounds() {}

  static void apply(ObjectNode spec) {
    bound(spec, "/properties/config/additionalProperties", 1024);
    bound(spec, "/properties/jvm/properties/options/items", 512);
    metadata(spec, "/properties/clientService/properties");
    for (String pod : new String[] {"", "/properties/observers"}) {
      String properties = pod + "/properties/pod/properties";
      metadata(spec, properties);
      bound(spec, properties + "/nodeSelector/additionalProperties", LABEL);
      bound(spec, properties + "/tolerations/items/properties/effect", LABEL);
    }
  }

  private static void metadata(ObjectNode spec, String properties) {
    bound(spec, properties + "/labels/additionalProperties", LABEL);
    bound(spec, properties + "/annotations/additionalProperties", ANNOTATION);
  }

  private static void bound(ObjectNode spec, String pointer, int characters) {
    ((ObjectNode) spec.requiredAt(pointer)).put("maxLength", characters);
  }
}
