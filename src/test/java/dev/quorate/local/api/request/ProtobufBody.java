package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.quorate.local.api.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the few kinds that kubectl 1.33 and newer send as Protobuf whatever the server offers:
 * those of {@code kubectl create}, {@code auth can-i} and {@code drain}.
 */
final class ProtobufBody {
  private static final String MAGIC = "k8s\0";

  /** Message, field number, field, and type: a scalar, a map of strings, or another message. */
  private static final String FIELDS =
      """
      Unknown 1 type TypeMeta
      Unknown 2 raw bytes
      TypeMeta 1 apiVersion string
      TypeMeta 2 kind string
      ObjectMeta 1 name string
      ObjectMeta 2 generateName string
      ObjectMeta 3 namespace string
      ObjectMeta 5 uid string
      ObjectMeta 6 resourceVersion string
      ObjectMeta 11 labels map
      ObjectMeta 12 annotations map
      ObjectMeta 14 finalizers strings
      Namespace 1 metadata ObjectMeta
      ServiceAccount 1 metadata ObjectMeta
      ConfigMap 1 metadata ObjectMeta
      ConfigMap 2 data map
      ConfigMap 4 immutable bool
      Secret 1 metadata ObjectMeta
      Secret 2 data bytesmap
      Secret 3 type string
      Secret 4 stringData map
      SelfSubjectAccessReview 1 metadata ObjectMeta
      SelfSubjectRulesReview 1 metadata ObjectMeta
      Eviction 1 metadata ObjectMeta
      Eviction 2 deleteOptions DeleteOptions
      DeleteOptions 1 gracePeriodSeconds int
      DeleteOptions 2 preconditions Preconditions
      DeleteOptions 3 orphanDependents bool
      DeleteOptions 4 propagationPolicy string
      DeleteOptions 5 dryRun strings
      Preconditions 1 uid string
      Preconditions 2 resourceVersion string
      """;

  private static final Map<String, String[]> TABLE = table();

  private ProtobufBody() {}

  /** The object, if its kind is one of those. */
  static Optional<ObjectNode> parse(byte[] body) throws IOException {
    String magic =
        new String(body, 0, Math.min(MAGIC.length(), body.length), StandardCharsets.US_ASCII);
    if (!magic.equals(MAGIC)) {
      return Optional.empty();
    }
    ObjectNode envelope = message("Unknown", ByteString.copyFrom(body, 4, body.length - 4));
    String kind = envelope.at("/type/kind").asText();
    if (!TABLE.containsKey(kind + " 1")) {
      return Optional.empty();
    }
    byte[] raw = Base64.getDecoder().decode(envelope.path("raw").asText());
    ObjectNode object = message(kind, ByteString.copyFrom(raw));
    object.setAll((ObjectNode) envelope.path("type"));
    return Optional.of(object);
  }

  private static ObjectNode message(String type, ByteString bytes) throws IOException {
    ObjectNode object = Json.object();
    CodedInputStream in = bytes.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      String[] field = TABLE.get(type + " " + WireFormat.getTagFieldNumber(tag));
      if (field == null) {
        in.skipField(tag);
      } else {
        read(in, field[2], field[3], object);
      }
    }
    return object;
  }

  private static void read(CodedInputStream in, String name, String type, ObjectNode into)
      throws IOException {
    switch (type) {
      case "string" -> put(into, name, in.readString());
      case "strings" -> into.withArray(name).add(in.readString());
      case "bytes" -> into.put(name, Base64.getEncoder().encodeToString(in.readByteArray()));
      case "bool" -> into.put(name, in.readBool());
      case "int" -> into.put(name, in.readInt64());
      case "map", "bytesmap" ->
          entry(in.readBytes(), type.equals("bytesmap"), into.withObject("/" + name));
      default -> into.set(name, message(type, in.readBytes()));
    }
  }

  /** Protobuf writes empty strings where JSON has nothing. */
  private static void put(ObjectNode into, String name, String value) {
    if (!value.isEmpty()) {
      into.put(name, value);
    }
  }

  private static void entry(ByteString bytes, boolean binary, ObjectNode into) throws IOException {
    String key = "";
    byte[] value = {};
    CodedInputStream in = bytes.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        key = in.readString();
      } else {
        value = in.readByteArray();
      }
    }
    into.put(
        key,
        binary
            ? Base64.getEncoder().encodeToString(value)
            : new String(value, StandardCharsets.UTF_8));
  }

  private static Map<String, String[]> table() {
    Map<String, String[]> table = new HashMap<>();
    FIELDS.lines().map(l -> l.split(" ", -1)).forEach(f -> table.put(f[0] + " " + f[1], f));
    return table;
  }
}
