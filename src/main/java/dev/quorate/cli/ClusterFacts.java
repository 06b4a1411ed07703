package dev.quorate.cli;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.PlanStatus;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.Probed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything that a screen about one cluster tells.
 *
 * @param pods by their names; unknown when they may not be read
 * @param live what members said, by the names of their pods
 * @param volumes by the names of pods
 * @param now when all of it was read
 */
record ClusterFacts(
    ZookeeperCluster resource,
    Probed<Map<String, SeenPod>> pods,
    Map<String, Probed<LiveMember>> live,
    Map<String, VolumeSizes> volumes,
    Instant now) {

  String name() {
    return resource.getMetadata().getName();
  }

  String namespace() {
    return resource.getMetadata().getNamespace();
  }

  Optional<ZookeeperClusterStatus> status() {
    return Optional.ofNullable(resource.getStatus());
  }

  private <T> List<T> list(Function<ZookeeperClusterStatus, List<T>> part) {
    return status().map(part).orElse(List.of());
  }

  List<Condition> conditions() {
    return list(ZookeeperClusterStatus::conditions);
  }

  Optional<Condition> condition(String type) {
    return conditions().stream().filter(c -> type.equals(c.type())).findFirst();
  }

  List<MemberStatus> members() {
    return list(ZookeeperClusterStatus::members);
  }

  List<ProblemStatus> problems() {
    return list(ZookeeperClusterStatus::problems);
  }

  List<BlockedStatus> blocked() {
    return list(ZookeeperClusterStatus::blocked);
  }

  Optional<PlanStatus> plan() {
    return status().map(ZookeeperClusterStatus::plan);
  }

  /** Names of all pods that there are, or that status tells of. */
  SortedSet<String> memberNames() {
    var names = podsWithoutStatus();
    members().forEach(m -> names.add(m.name()));
    return names;
  }

  /** Pods that status says nothing about. */
  SortedSet<String> podsWithoutStatus() {
    SortedSet<String> names = new TreeSet<>(pods.ifKnown().map(Map::keySet).orElse(Set.of()));
    members().forEach(m -> names.remove(m.name()));
    return names;
  }

  Optional<SeenPod> pod(String name) {
    return pods.ifKnown().map(all -> all.get(name));
  }

  Optional<LiveMember> liveMember(String pod) {
    return Optional.ofNullable(live.get(pod)).flatMap(Probed::ifKnown);
  }

  /** Who says that it leads; of two, the one of the newer epoch. */
  Optional<LiveMember> leader() {
    return live.values().stream()
        .flatMap(probed -> probed.ifKnown().stream())
        .filter(LiveMember::leads)
        .max((a, b) -> Long.compareUnsigned(a.zxid(), b.zxid()));
  }
}
