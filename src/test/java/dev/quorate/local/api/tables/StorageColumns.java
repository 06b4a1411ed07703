package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Claims, volumes and classes. */
final class StorageColumns {
  private StorageColumns() {}

  static List<Column> claims() {
    return List.of(
        Column.NAME,
        Column.field("Status", "/status/phase", ""),
        Column.field("Volume", "/spec/volumeName", ""),
        Column.field("Capacity", "/status/capacity/storage", ""),
        Column.text("Access Modes", c -> modes(c.at("/status/accessModes"))),
        Column.field("StorageClass", "/spec/storageClassName", ""),
        Column.field("VolumeAttributesClass", "/spec/volumeAttributesClassName", "<unset>"),
        Column.AGE,
        Column.wide("VolumeMode", c -> Column.value(c, "/spec/volumeMode", "<unset>")));
  }

  static List<Column> volumes() {
    return List.of(
        Column.NAME,
        Column.field("Capacity", "/spec/capacity/storage", ""),
        Column.text("Access Modes", v -> modes(v.at("/spec/accessModes"))),
        Column.field("Reclaim Policy", "/spec/persistentVolumeReclaimPolicy", ""),
        Column.field("Status", "/status/phase", ""),
        Column.text("Claim", v -> claim(v.at("/spec/claimRef"))),
        Column.field("StorageClass", "/spec/storageClassName", ""),
        Column.field("VolumeAttributesClass", "/spec/volumeAttributesClassName", "<unset>"),
        Column.field("Reason", "/status/reason", ""),
        Column.AGE);
  }

  static List<Column> classes() {
    return List.of(
        Column.NAME,
        Column.field("Provisioner", "/provisioner", ""),
        Column.field("ReclaimPolicy", "/reclaimPolicy", "Delete"),
        Column.field("VolumeBindingMode", "/volumeBindingMode", "Immediate"),
        Column.field("AllowVolumeExpansion", "/allowVolumeExpansion", "false"),
        Column.AGE);
  }

  private static String claim(JsonNode reference) {
    return reference.isEmpty()
        ? ""
        : reference.path("namespace").asText() + "/" + reference.path("name").asText();
  }

  private static String modes(JsonNode list) {
    List<String> modes = new ArrayList<>();
    for (JsonNode mode : list) {
      modes.add(
          switch (mode.asText()) {
            case "ReadWriteOnce" -> "RWO";
            case "ReadOnlyMany" -> "ROX";
            case "ReadWriteMany" -> "RWX";
            default -> "RWOP";
          });
    }
    return String.join(",", modes);
  }
}
