/**
 * Makes what goes into the operator's image: a runtime of only the modules that are needed, the
 * jars, and a cache of loaded and linked classes from a training run.
 */
package dev.quorate.image;
