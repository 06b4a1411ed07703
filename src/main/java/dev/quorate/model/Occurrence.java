package dev.quorate.model;

import java.time.Instant;

/**
 * That something was announced of one cluster, once. An announcement that recurs is another
 * occurrence of the same identity.
 *
 * @param identity the same for the same announcement of the same cluster, short, safe in any name
 */
public record Occurrence(
    String namespace, String cluster, String identity, Announcement announcement, Instant at) {}
