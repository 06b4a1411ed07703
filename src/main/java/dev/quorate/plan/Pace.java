package dev.quorate.plan;

import java.time.Duration;

/**
 * How soon to look again when no event asks for it.
 *
 * @param atRest while nothing is wrong
 * @param busy while something is awaited
 */
public record Pace(Duration atRest, Duration busy) {}
