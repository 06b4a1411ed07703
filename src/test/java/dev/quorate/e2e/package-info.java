/**
 * The operator as users run it: an image in a Deployment, installed as the README says, on a real
 * Kubernetes with real nodes, volumes and DNS. Runs with {@code -Pe2e} against the cluster of the
 * present {@code KUBECONFIG}, from inside its network; nothing here knows how that cluster came up.
 */
package dev.quorate.e2e;
