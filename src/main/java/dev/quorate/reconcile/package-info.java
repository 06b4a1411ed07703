/**
 * The loop itself: one pass per event or interval, what starts a pass, what happens when one fails,
 * and the watch over the loop from outside of it.
 */
package dev.quorate.reconcile;
