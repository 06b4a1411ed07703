package dev.quorate.local.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** The custom resource of {@code widgets-crd.yaml} as an operator's class. */
@Group("test.quorate.dev")
@Version("v1")
public final class Widget extends CustomResource<Widget.Spec, Widget.State> implements Namespaced {

  /** What is wanted. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public static final class Spec {
    private Integer replicas;
    private String size;

    public Integer getReplicas() {
      return replicas;
    }

    public void setReplicas(Integer replicas) {
      this.replicas = replicas;
    }

    public String getSize() {
      return size;
    }

    public void setSize(String size) {
      this.size = size;
    }
  }

  /** What is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public static final class State {
    private Integer replicas;
    private String message;

    public Integer getReplicas() {
      return replicas;
    }

    public void setReplicas(Integer replicas) {
      this.replicas = replicas;
    }

    public String getMessage() {
      return message;
    }

    public void setMessage(String message) {
      this.message = message;
    }
  }
}
