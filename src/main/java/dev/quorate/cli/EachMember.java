package dev.quorate.cli;

import dev.quorate.facts.Probed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks all members at the same time; those whose pods do not run have nothing to say. */
final class EachMember {
  private EachMember() {}

  static <T> Map<String, Probed<T>> ask(
      Collection<SeenPod> pods, Function<SeenPod, Probed<T>> question) {
    Map<String, Future<Probed<T>>> asked = new LinkedHashMap<>();
    Map<String, Probed<T>> answers = new LinkedHashMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      pods.stream()
          .filter(SeenPod::runs)
          .forEach(pod -> asked.put(pod.name(), executor.submit(() -> question.apply(pod))));
      asked.forEach((pod, answer) -> answers.put(pod, get(answer)));
    }
    return answers;
  }

  private static <T> Probed<T> get(Future<Probed<T>> answer) {
    try {
      return answer.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Probed.unknown("interrupted");
    } catch (ExecutionException e) {
      return Probed.unknown("cannot be asked: " + e.getCause());
    }
  }
}
