package dev.quorate.validation;

import dev.quorate.api.StorageSpec;
import dev.quorate.api.StorageType;
import dev.quorate.api.VolumeSpec;
import dev.quorate.model.Reason;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Whether it is clear where data lives, and that there is room for it (hazards G31, Z29). What
 * cannot change later is compared with the live volumes elsewhere.
 */
final class StorageRules {
  private static final BigDecimal SMALLEST = Amount.known("256Mi");
  private static final int LONGEST_SIZE = 20;
  private static final Pattern CLASS = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private StorageRules() {}

  static void isGiven(Subject subject, Findings findings) {
    if (subject.spec().storage() == null) {
      findings.refuse(
          "spec.storage",
          "is missing, so nothing says where data lives",
          "write storage: {data: {size: 10Gi}}, or type: Ephemeral with acknowledgeDataLoss: true"
              + " for tests");
    }
  }

  static void hasAVolume(Subject subject, Findings findings) {
    each(
        subject,
        (field, storage) -> {
          if (storage.type() == StorageType.PERSISTENT && storage.data() == null) {
            findings.refuse(
                field + ".data",
                "is missing, so there is no volume",
                "write data: {size: 10Gi}, or type: Ephemeral with acknowledgeDataLoss: true for"
                    + " tests");
          }
        });
  }

  static void lossIsAcknowledged(Subject subject, Findings findings) {
    each(
        subject,
        (field, storage) -> {
          if (storage.type() == StorageType.PERSISTENT) {
            return;
          }
          if (storage.acknowledgeDataLoss()) {
            findings.warn(
                Reason.EPHEMERAL_STORAGE,
                field + ".type",
                "data dies with the pods; when half of them go at once, everything is lost");
          } else {
            findings.refuse(
                field + ".acknowledgeDataLoss",
                "ephemeral storage loses acknowledged writes when pods go",
                "write acknowledgeDataLoss: true if that is acceptable, else type: Persistent");
          }
        });
  }

  static void ephemeralHasNoVolumes(Subject subject, Findings findings) {
    each(
        subject,
        (field, storage) -> {
          boolean volumes = storage.data() != null || storage.log() != null;
          if (storage.type() == StorageType.EPHEMERAL && volumes) {
            findings.refuse(
                field,
                "data and log have no meaning with type Ephemeral",
                "remove them, or write type: Persistent");
          }
        });
  }

  static void volumesAreLargeEnough(Subject subject, Findings findings) {
    eachVolume(
        subject,
        (field, volume) -> {
          boolean fits =
              volume.size() != null
                  && volume.size().length() <= LONGEST_SIZE
                  && Amount.of(volume.size()).filter(s -> s.compareTo(SMALLEST) >= 0).isPresent();
          if (!fits) {
            findings.refuse(
                field + ".size",
                (volume.size() == null ? "is missing" : Quoted.of(volume.size()))
                    + ", not a quantity of at least 256Mi, which a few transaction logs and"
                    + " snapshots need",
                "write for example 10Gi");
          }
        });
  }

  static void classesAreNames(Subject subject, Findings findings) {
    eachVolume(
        subject,
        (field, volume) -> {
          String name = volume.storageClassName();
          if (name != null && !CLASS.matcher(name).matches()) {
            findings.refuse(
                field + ".storageClassName",
                Quoted.of(name) + " is not the name of a StorageClass",
                "write one that kubectl get storageclass lists, or leave it out for the default");
          }
        });
  }

  private static void each(Subject subject, BiConsumer<String, StorageSpec> question) {
    if (subject.spec().storage() != null) {
      question.accept("spec.storage", subject.spec().storage());
    }
    if (subject.spec().observers().storage() != null) {
      question.accept("spec.observers.storage", subject.spec().observers().storage());
    }
  }

  private static void eachVolume(Subject subject, BiConsumer<String, VolumeSpec> question) {
    each(
        subject,
        (field, storage) -> {
          if (storage.data() != null) {
            question.accept(field + ".data", storage.data());
          }
          if (storage.log() != null) {
            question.accept(field + ".log", storage.log());
          }
        });
  }
}
