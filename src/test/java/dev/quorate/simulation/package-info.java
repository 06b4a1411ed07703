/**
 * An ensemble and a Kubernetes API in memory, small enough that faults can be tried in every order.
 * The planner and the executor are the real ones; disks, pods and elections are a model of what the
 * start script and ZooKeeper were seen to do.
 */
package dev.quorate.simulation;
