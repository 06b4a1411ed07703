package dev.quorate.local.api.subresource;

import java.nio.file.Path;
import java.util.Optional;

/** Where whoever runs the pods keeps what their containers print. */
@FunctionalInterface
public interface PodLogs {
  /** The container's present output, or that of the run before; nothing if it never ran. */
  Optional<Path> file(String namespace, String pod, String container, boolean previous);
}
