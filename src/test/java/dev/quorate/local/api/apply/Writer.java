package dev.quorate.local.api.apply;

/**
 * Who writes, and which part of the object.
 *
 * @param subresource empty for the object itself
 * @param ignored fields that this way of writing never changes, with all below them
 */
public record Writer(String manager, String apiVersion, String subresource, FieldSet ignored) {}
