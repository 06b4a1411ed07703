package dev.quorate.observe;

/**
 * What has to be known of the resource before anything else is looked at.
 *
 * @param formed whether its status carries the formed record
 * @param observers whether it asks for observers
 */
public record ResourceSays(boolean formed, boolean observers) {}
