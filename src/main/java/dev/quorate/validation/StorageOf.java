package dev.quorate.validation;

import dev.quorate.api.RetentionPolicy;
import dev.quorate.api.StorageSpec;
import dev.quorate.api.VolumeSpec;
import dev.quorate.model.Storage;
import java.util.Optional;

/** The storage that an accepted specification describes. */
final class StorageOf {
  private StorageOf() {}

  static Storage spec(StorageSpec spec) {
    return switch (spec.type()) {
      case EPHEMERAL -> new Storage.Ephemeral();
      case PERSISTENT ->
          new Storage.Persistent(
              volume(spec.data()),
              Optional.ofNullable(spec.log()).map(StorageOf::volume),
              new Storage.Retention(
                  policy(spec.retention().whenDeleted()), policy(spec.retention().whenScaled())));
    };
  }

  private static Storage.Volume volume(VolumeSpec spec) {
    return new Storage.Volume(spec.size(), Optional.ofNullable(spec.storageClassName()));
  }

  private static Storage.Policy policy(RetentionPolicy policy) {
    return switch (policy) {
      case RETAIN -> Storage.Policy.RETAIN;
      case DELETE -> Storage.Policy.DELETE;
    };
  }
}
