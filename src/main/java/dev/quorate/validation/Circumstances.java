package dev.quorate.validation;

import dev.quorate.model.ZooKeeperVersion;
import java.util.Optional;

/**
 * What a specification is judged by beside itself.
 *
 * @param running what the members run now; empty for a cluster that does not run yet
 */
public record Circumstances(OperatorDefaults defaults, Optional<ZooKeeperVersion> running) {}
