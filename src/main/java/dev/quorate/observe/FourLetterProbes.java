package dev.quorate.observe;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.ServerLine;
import dev.quorate.zookeeper.MemberProbe;
import dev.quorate.zookeeper.MemberReports;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks every member at its pod's address: the address is a fact of this moment, while a name may
 * still lead to the pod before it (Z33).
 */
public final class FourLetterProbes implements ServerProbes {
  private static final Function<String, Probed<ServerFacts>> UNKNOWN = Probed::unknown;

  private final MemberProbe probe;
  private final ExecutorService threads;
  private final Duration limit;

  public FourLetterProbes(MemberProbe probe, ExecutorService threads, Duration limit) {
    this.probe = probe;
    this.threads = threads;
    this.limit = limit;
  }

  @Override
  public Map<MemberId, Probed<ServerFacts>> ask(SortedMap<MemberId, PodFacts> pods) {
    return each(pods, (_, ip) -> ServerReader.read(ask(ip)), UNKNOWN);
  }

  @Override
  public Map<MemberId, Heard> hear(SortedMap<MemberId, PodFacts> pods) {
    return each(
        pods, (_, ip) -> heard(ask(ip)), why -> new Heard(Probed.unknown(why), Optional.empty()));
  }

  private MemberReports ask(String ip) {
    return probe.ask(ip, ServerLine.CLIENT_PORT, limit);
  }

  private static Heard heard(MemberReports reports) {
    return new Heard(ServerReader.read(reports), Optional.of(reports));
  }

  /**
   * The leader's words say how many followers are synced, and what is committed; of the others,
   * that they follow.
   */
  @Override
  public Map<MemberId, Probed<ServerFacts>> glance(
      SortedMap<MemberId, PodFacts> pods, ObservedState before) {
    return each(pods, (id, ip) -> glance(ip, before.member(id)), UNKNOWN);
  }

  private Probed<ServerFacts> glance(String ip, ObservedMember before) {
    return before
        .serving()
        .map(serving ->
            ServerReader.read(
                probe.glance(
                    ip, ServerLine.CLIENT_PORT, limit, serving.mode() == ServerFacts.Mode.LEADER),
                serving))
        .orElseGet(() -> ServerReader.read(ask(ip)));
  }

  /**
   * @param without what it means that nobody could be asked
   */
  private <T> Map<MemberId, T> each(
      SortedMap<MemberId, PodFacts> pods,
      BiFunction<MemberId, String, T> question,
      Function<String, T> without) {
    Map<MemberId, Future<T>> asked = new LinkedHashMap<>();
    Map<MemberId, T> answers = new TreeMap<>();
    pods.forEach((id, pod) ->
        pod.ip()
            .ifPresentOrElse(
                ip -> asked.put(id, threads.submit(() -> question.apply(id, ip))),
                () -> answers.put(id, without.apply("its pod has no address yet"))));
    asked.forEach((id, answer) -> answers.put(id, get(answer, without)));
    return answers;
  }

  private static <T> T get(Future<T> answer, Function<String, T> without) {
    try {
      return answer.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return without.apply("the operator was interrupted while it asked");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe must not throw", e.getCause());
    }
  }
}
