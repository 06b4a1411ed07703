/**
 * Who may know whom and what may be called where, as rules over the compiled program, and a tree of
 * deliberately wrong classes that prove that each rule fires.
 */
package dev.quorate.architecture;
