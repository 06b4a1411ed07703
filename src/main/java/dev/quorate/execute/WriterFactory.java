package dev.quorate.execute;

import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.zookeeper.ZooKeeperAdmin;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Makes the writer of one pass. */
public final class WriterFactory {
  private final ResourceApplier applier;
  private final Supplier<String> passwords;
  private final MembershipWriter membership;
  private final InstantSource clock;

  /**
   * @param passwords makes a new random password
   * @param clock by which the members are asked
   */
  public WriterFactory(
      ResourceApplier applier,
      Supplier<String> passwords,
      ZooKeeperAdmin admin,
      InstantSource clock) {
    this.membership = new MembershipWriter(admin);
    this.clock = clock;
    this.applier = applier;
    this.passwords = passwords;
  }

  /**
   * @param live the object of a kind and name as the pass saw it
   */
  public ClusterWriter writer(
      Ensemble ensemble,
      ObservedState state,
      BiFunction<String, String, Optional<HasMetadata>> live,
      Context<?> context) {
    return new KubernetesWriter(
        new KubernetesWriter.Seen(ensemble, state, live, clock),
        membership,
        applier,
        passwords,
        context.getClient(),
        (actual, desired) ->
            SSABasedGenericKubernetesResourceMatcher.<HasMetadata>getInstance()
                .matches(actual, desired, context));
  }
}
