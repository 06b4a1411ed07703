package dev.quorate.model;

import java.util.SortedMap;

/**
 * The Service that clients connect to.
 *
 * @param type ClusterIP, NodePort or LoadBalancer
 */
public record ClientService(
    String type, SortedMap<String, String> annotations, SortedMap<String, String> labels) {}
