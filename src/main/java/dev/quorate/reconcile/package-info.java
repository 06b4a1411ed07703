/**
 * The loop itself: one pass per event or interval, what starts a pass, what happens when one fails,
 * the watch over the loop from outside of it, and what asks members beside it.
 */
package dev.quorate.reconcile;
