/**
 * What was seen, in one immutable value per pass: every fact is known, or unknown with the reason
 * why. No judgement beyond counting; nothing here does I/O, reads a clock or logs.
 */
package dev.quorate.facts;
