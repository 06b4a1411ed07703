/**
 * Gathers all facts of one pass: from the informers' caches, and by asking every member in parallel
 * with a deadline. It judges nothing; what cannot be read becomes unknown, with the reason why.
 */
package dev.quorate.observe;
