/**
 * Stories of users and of faults, told to a whole cluster: the API server, controllers and kubelet
 * of {@link dev.quorate.local}, an operator process, real ZooKeeper servers and clients that write
 * all the while. What a story needs more than once lives beside it; nothing else does.
 */
package dev.quorate.scenario;
