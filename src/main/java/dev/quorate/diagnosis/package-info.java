/**
 * What is wrong with an ensemble, and why: rules over what is known at a few moments, folded into
 * problems that a person can act on. Pure functions; no I/O, no clock, no logging.
 */
package dev.quorate.diagnosis;
