package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/**
 * Events about clusters whose diagnosis has something new to tell. The sampler works as long as the
 * loop does.
 */
final class NewFindings extends AbstractEventSource<Void, ZookeeperCluster> {
  private final Sampler sampler;

  NewFindings(Sampler sampler) {
    super(Void.class, "diagnosis");
    this.sampler = sampler;
  }

  @Override
  public void start() {
    super.start();
    sampler.listen(this::about);
    sampler.start();
  }

  @Override
  public void stop() {
    sampler.close();
    super.stop();
  }

  private void about(ResourceID cluster) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(cluster));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(ZookeeperCluster cluster) {
    return Set.of();
  }
}
