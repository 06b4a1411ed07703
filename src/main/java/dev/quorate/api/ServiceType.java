package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the client Service reaches. */
public enum ServiceType {
  @JsonProperty("ClusterIP")
  CLUSTER_IP,
  @JsonProperty("NodePort")
  NODE_PORT,
  @JsonProperty("LoadBalancer")
  LOAD_BALANCER
}
