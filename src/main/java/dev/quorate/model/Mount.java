package dev.quorate.model;

import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** Where the volumes of a member appear in its container. */
public enum Mount {
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
  public String volume() {
    return volume;
  }

  public String path() {
    return path;
  }

  public VolumeMount inContainer() {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }
}
