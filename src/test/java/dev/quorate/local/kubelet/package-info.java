/**
 * Runs the pods that are bound to the node {@code local} as processes of this machine: addresses,
 * volumes, environment, probes, restarts and graceful ends as a kubelet and a container runtime
 * would have them, minus the isolation. Whatever starts or signals a process is here; nothing here
 * knows ZooKeeper except {@code ZooKeeperImages}.
 */
package dev.quorate.local.kubelet;
