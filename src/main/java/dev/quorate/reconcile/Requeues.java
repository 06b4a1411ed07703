package dev.quorate.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Set;

/**
 * Events that the watchdog makes. They look like changes of the resource itself, because the
 * framework ignores any other event about a resource whose state it has lost.
 */
final class Requeues<P extends HasMetadata> extends AbstractEventSource<Void, P> {

  Requeues() {
    super(Void.class, "watchdog");
  }

  void requeue(P resource) {
    if (isRunning()) {
      getEventHandler()
          .handleEvent(
              new ResourceEvent(
                  ResourceAction.UPDATED, ResourceID.fromResource(resource), resource));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }
}
