package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import java.time.Instant;
import java.util.Optional;

/** A member when all has gone well with it. */
record ImaginedMember(PlanInput input, ObservedMember member) {

  /** It serves again: in the pod that it has, unless that one goes. */
  ObservedMember back() {
    return member
        .pod()
        .filter(pod -> !pod.terminating() && !pod.ended() && !Rejoin.isMarked(member))
        .map(this::in)
        .orElseGet(this::renewed);
  }

  private ObservedMember in(PodFacts pod) {
    var calm =
        pod(
            pod.uid(),
            pod.resourceVersion(),
            pod.revision(),
            pod.configMap(),
            pod.ip(),
            pod.asked());
    boolean isCurrent = member.runs(input.desired().revisions());
    var version =
        member
            .serving()
            .map(ServerFacts.Serving::version)
            .orElse(isCurrent ? input.ensemble().version().toString() : "");
    return with(calm, version, member.claim());
  }

  /** In a new pod. */
  ObservedMember renewed() {
    return with(newPod(), input.ensemble().version().toString(), member.claim().map(this::kept));
  }

  /** Without a pod, because nobody makes one; a volume that goes has gone. */
  ObservedMember gone() {
    return new ObservedMember(
        member.id(),
        Optional.empty(),
        member.claim().filter(claim -> !claim.going()),
        Probed.unknown("it has no pod to ask"));
  }

  private PodFacts newPod() {
    return pod(
        "imagined",
        "imagined",
        input.desired().revisions().of(member.id()),
        input.desired().revisions().of(member.id()).map(input.ensemble().names()::config),
        member.pod().flatMap(PodFacts::ip),
        PodFacts.Asked.NOTHING);
  }

  private PodFacts pod(
      String uid,
      String resourceVersion,
      Optional<String> revision,
      Optional<String> configMap,
      Optional<String> ip,
      PodFacts.Asked asked) {
    return new PodFacts(
        input.name(member.id()),
        uid,
        resourceVersion,
        Instant.EPOCH,
        PodFacts.Phase.RUNNING,
        true,
        false,
        revision,
        configMap,
        ip,
        Optional.empty(),
        new ContainerState.Running(true),
        0,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.of(Instant.EPOCH),
        asked,
        false,
        Optional.empty());
  }

  private ClaimFacts kept(ClaimFacts claim) {
    return new ClaimFacts(
        claim.name(),
        claim.member(),
        claim.uid(),
        claim.formedVersion(),
        claim.members(),
        claim.leftVersion(),
        false,
        Optional.empty());
  }

  private ObservedMember with(PodFacts pod, String version, Optional<ClaimFacts> claim) {
    return new ObservedMember(
        member.id(),
        Optional.of(pod),
        claim,
        Probed.known(
            new ServerFacts.Serving(
                ServerFacts.Mode.FOLLOWER,
                0,
                version,
                Probed.unknown("imagined"),
                Probed.unknown("imagined"),
                Probed.unknown("imagined"),
                Probed.unknown("imagined"))));
  }
}
