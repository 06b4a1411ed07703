package dev.quorate.desired;

import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** Where the volumes of a member appear in its container. */
enum Mount {
  DATA("data", "/data"),
  DATALOG("datalog", "/datalog"),
  CONFIG("config", "/quorate/config"),
  MEMBERSHIP("membership", "/quorate/membership"),
  SUPERUSER("superuser", "/quorate/superuser"),
  TMP("tmp", "/tmp"),
  LOGS("logs", "/logs");

  private final String volume;
  private final String path;

  Mount(String volume, String path) {
    this.volume = volume;
    this.path = path;
  }

  /** Name of the volume, and of the claim template when it has one. */
  String volume() {
    return volume;
  }

  String path() {
    return path;
  }

  VolumeMount inContainer() {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }
}
