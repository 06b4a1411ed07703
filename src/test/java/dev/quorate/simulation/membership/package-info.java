/**
 * Members join and leave under faults: the real planner and the real executor against an ensemble
 * and a Kubernetes API in memory. {@code Zab} holds ZooKeeper's rules, {@code Volumes} those of
 * StatefulSets and of the start script, {@code Laws} what must never happen, {@code Moves} what an
 * adversary may do.
 */
package dev.quorate.simulation.membership;
