/**
 * Every Kubernetes object of one cluster as a function of the validated ensemble and of the
 * decisions about its membership. Same input, byte-identical output; no I/O, no clock, no logging,
 * and nothing about live state.
 */
package dev.quorate.desired;
