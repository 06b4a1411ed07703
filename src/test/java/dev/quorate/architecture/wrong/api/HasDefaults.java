package dev.quorate.architecture.wrong.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Its defaults would overwrite what the user wrote. */
@Group("example.org")
@Version("v1")
public final class HasDefaults extends CustomResource<String, String> {
  private static final long serialVersionUID = 1;

  @Override
  protected String initSpec() {
    return "three";
  }
}
