/**
 * The decisions: which objects should be there, and which single disruptive step, if any, is safe
 * now. Pure functions from facts to a plan that says why it waits; no I/O, no clock, no logging.
 */
package dev.quorate.plan;
