/**
 * Clients of a running ensemble that remember what they were promised: writers log every
 * acknowledged write, readers compare, a holder keeps a lock, watchers count what they are told.
 * They use the plain ZooKeeper client and know nothing of the operator.
 */
package dev.quorate.scenario.load;
