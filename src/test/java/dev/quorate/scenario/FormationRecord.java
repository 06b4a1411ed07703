package dev.quorate.scenario;

import dev.quorate.model.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Everything that the API server said about one ensemble while it formed, in turn. */
final class FormationRecord implements AutoCloseable {
  private final Names names;
  private final List<Boolean> bootstrapFlags = new ArrayList<>();
  private final List<Boolean> formed = new ArrayList<>();
  private final Set<String> pods = new TreeSet<>();
  private final Set<String> superusers = new TreeSet<>();
  private final List<Watch> watches = new ArrayList<>();

  private FormationRecord(Names names) {
    this.names = names;
  }

  /** Begins before there is anything of the ensemble. */
  static FormationRecord of(KubernetesClient client, Names names) {
    var record = new FormationRecord(names);
    record.watch(client, StatefulSet.class, record::saw);
    record.watch(client, ConfigMap.class, record::saw);
    record.watch(client, Pod.class, pod -> record.pods.add(identity(pod)));
    record.watch(client, Secret.class, secret -> record.superusers.add(identity(secret)));
    return record;
  }

  private <T extends HasMetadata> void watch(
      KubernetesClient client, Class<T> type, Consumer<T> saw) {
    var watcher =
        new Watcher<T>() {
          @Override
          public void eventReceived(Action action, T object) {
            synchronized (FormationRecord.this) {
              saw.accept(object);
            }
          }

          @Override
          public void onClose(WatcherException cause) {
            throw new IllegalStateException("the record has a gap", cause);
          }
        };
    watches.add(client.resources(type).inNamespace(names.namespace()).watch(watcher));
  }

  private void saw(StatefulSet set) {
    turn(bootstrapFlags, bootstrapFlag(set));
  }

  private void saw(ConfigMap map) {
    if (map.getMetadata().getName().equals(names.membership())) {
      turn(formed, Boolean.parseBoolean(map.getData().get("formed")));
    }
  }

  private static void turn(List<Boolean> turns, boolean now) {
    if (turns.isEmpty() || turns.getLast() != now) {
      turns.add(now);
    }
  }

  private static boolean bootstrapFlag(StatefulSet set) {
    return set.getSpec().getTemplate().getSpec().getContainers().stream()
        .flatMap(container -> container.getEnv().stream())
        .anyMatch(variable -> variable.getName().equals("QUORATE_BOOTSTRAP"));
  }

  private static String identity(HasMetadata object) {
    return object.getMetadata().getName() + " " + object.getMetadata().getUid();
  }

  /** Whether the template told members to bootstrap, each time that changed. */
  synchronized List<Boolean> bootstrapFlags() {
    return List.copyOf(bootstrapFlags);
  }

  /** What the membership list said about the ensemble, each time that changed. */
  synchronized List<Boolean> formed() {
    return List.copyOf(formed);
  }

  /** Every pod that there was. */
  synchronized Set<String> pods() {
    return Set.copyOf(pods);
  }

  /** Every Secret that there was. */
  synchronized Set<String> superusers() {
    return Set.copyOf(superusers);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
