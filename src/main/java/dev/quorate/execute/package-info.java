/**
 * The only package that changes the world: it performs a plan in order, stops at the first failure,
 * and says what became of it. It decides nothing.
 */
package dev.quorate.execute;
