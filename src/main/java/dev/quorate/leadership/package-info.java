/**
 * Who may act when several replicas run: a lease in the Kubernetes API, kept by one of them. Judges
 * others only by what this process has seen and for how long, never by their clocks. Knows the
 * Kubernetes client and nothing of ours.
 */
package dev.quorate.leadership;
