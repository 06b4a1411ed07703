package dev.quorate.apiserver;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The control plane of all tests of one run that can live with each other's objects; it starts for
 * the first of them and ends after the last.
 */
public final class SharedControlPlane {
  private SharedControlPlane() {}

  /** The one of this run. */
  public static ControlPlane of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedControlPlane.class))
        .getOrComputeIfAbsent("shared", key -> ControlPlane.start(), ControlPlane.class);
  }
}
