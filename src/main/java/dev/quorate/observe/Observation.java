package dev.quorate.observe;

import dev.quorate.facts.ObservedState;

/** The facts of one pass, and the objects that they were read from. */
public record Observation(ObservedState state, LiveObjects objects) {}
