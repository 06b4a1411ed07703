/**
 * The composition root: {@code Main} wires everything, {@code OperatorConfig} parses the
 * environment once.
 */
package dev.quorate;
