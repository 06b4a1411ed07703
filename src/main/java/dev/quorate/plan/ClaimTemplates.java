package dev.quorate.plan;

import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What can and what cannot be said anew about a StatefulSet's volumes. */
final class ClaimTemplates {
  private ClaimTemplates() {}

  /** The templates as they are, because no field of them can be changed in place. */
  static List<PersistentVolumeClaim> keepSizes(
      List<PersistentVolumeClaim> wanted, List<PersistentVolumeClaim> live) {
    return differences("spec.storage", wanted, live).isEmpty() ? wanted : live;
  }

  /** What the specification asks for and the templates do not say, in the words of the field. */
  static List<String> differences(
      String storage, List<PersistentVolumeClaim> wanted, List<PersistentVolumeClaim> live) {
    List<String> differences = new ArrayList<>();
    for (PersistentVolumeClaim want : wanted) {
      String field = storage + (Mount.DATALOG.volume().equals(name(want)) ? ".log" : ".data");
      var have = live.stream().filter(l -> name(l).equals(name(want))).findFirst();
      if (have.isEmpty()) {
        differences.add(field + " cannot be added to a running ensemble");
        continue;
      }
      describe(field, want, have.get()).ifPresent(differences::add);
    }
    live.stream()
        .filter(l -> wanted.stream().noneMatch(w -> name(w).equals(name(l))))
        .forEach(l -> differences.add("volume " + name(l) + " cannot be taken away"));
    return differences;
  }

  private static Optional<String> describe(
      String field, PersistentVolumeClaim want, PersistentVolumeClaim have) {
    if (!Objects.equals(storageClass(want), storageClass(have)) && storageClass(want).isPresent()) {
      return Optional.of(
          "%s.storageClassName is %s, asked for is %s"
              .formatted(
                  field, storageClass(have).orElse("the default"), storageClass(want).get()));
    }
    return size(want).getNumericalAmount().compareTo(size(have).getNumericalAmount()) == 0
        ? Optional.empty()
        : Optional.of("%s.size is %s, asked for is %s".formatted(field, size(have), size(want)));
  }

  private static String name(PersistentVolumeClaim claim) {
    return claim.getMetadata().getName();
  }

  private static Optional<String> storageClass(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec().getStorageClassName());
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage");
  }
}
