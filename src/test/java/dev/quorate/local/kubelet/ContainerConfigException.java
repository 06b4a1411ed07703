package dev.quorate.local.kubelet;

/** A container cannot be started as its pod is written, or not until an object appears. */
final class ContainerConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ContainerConfigException(String message) {
    super(message);
  }
}
