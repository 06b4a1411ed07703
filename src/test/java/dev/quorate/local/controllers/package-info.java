/**
 * What a kube-controller-manager and a scheduler would do for the objects that Quorate creates:
 * StatefulSets, claims, endpoints, disruption budgets and the binding of pods to the node. Each
 * controller talks to the API only through a Kubernetes client, so it also works on a real API
 * server that runs without these controllers. Nothing here starts a process or reads a pod's files.
 */
package dev.quorate.local.controllers;
