/**
 * Faults are injected into an ensemble one after the other, and a person reads what the doctor says
 * of each; on whatever Kubernetes the ensemble is.
 */
package dev.quorate.scenario.gameday;
