package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Revisions;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every object of one cluster. The superuser Secret is not among them, because its password is made
 * up once: {@link SuperuserSecret}.
 *
 * @param connection absent until the ensemble has formed
 * @param observers absent while there are none and none are wanted
 * @param revisions of configuration and pod template; pods with another one are outdated
 */
public record DesiredResources(
    ServiceAccount serviceAccount,
    ConfigMap configuration,
    ConfigMap membership,
    Service members,
    PodDisruptionBudget disruptionBudget,
    StatefulSet voters,
    Service clients,
    Optional<ConfigMap> connection,
    Optional<ObserverResources> observers,
    Revisions revisions) {

  /** A function of its arguments only; the same arguments give the same bytes (I12). */
  public static DesiredResources of(Ensemble ensemble, Topology topology, Scripts scripts) {
    var files = ConfigFiles.of(ensemble, scripts);
    var pods = MemberPods.of(ensemble, Role.VOTER, files.name(ensemble), topology.formed());
    var observers = ObserverResources.of(ensemble, topology, files);
    return new DesiredResources(
        MembersServiceAccount.of(ensemble),
        files.inCluster(ensemble),
        MembershipRecord.of(ensemble, topology),
        MembersService.of(ensemble),
        VotersDisruptionBudget.of(ensemble, topology),
        MembersStatefulSet.of(ensemble, Role.VOTER, topology, pods),
        ClientAccess.of(ensemble, topology),
        ConnectionDetails.of(ensemble, topology),
        observers,
        new Revisions(pods.revision(), observers.map(ObserverResources::revision)));
  }

  /** The StatefulSet of a role, when there is one. */
  public Optional<StatefulSet> set(Role role) {
    return role == Role.OBSERVER ? observers.map(ObserverResources::set) : Optional.of(voters);
  }

  /**
   * In the order in which they are applied; a crash between any two of them does no harm.
   *
   * <ol>
   *   <li>What pods need in order to start: without the account none is made, without the files
   *       none starts, and without the Service nobody finds the others.
   *   <li>The disruption budget, so that no pod is ever without it.
   *   <li>The pods.
   *   <li>What leads clients to them. When the ensemble has formed, the record says so and the
   *       bootstrap flag is gone from the template before the first client can write (hazard Z28).
   * </ol>
   */
  public List<HasMetadata> inApplyOrder() {
    // Takes the record apart, so that a new object that is not applied does not compile.
    return switch (this) {
      case DesiredResources(
              var account,
              var files,
              var record,
              var names,
              var budget,
              var pods,
              var access,
              var details,
              var observers,
              var _) -> {
        List<HasMetadata> objects =
            new ArrayList<>(List.of(account, files, record, names, budget, pods, access));
        details.ifPresent(objects::add);
        observers.ifPresent(o -> objects.addAll(List.of(o.set(), o.clients())));
        yield List.copyOf(objects);
      }
    };
  }
}
