package dev.quorate.bench;

import dev.quorate.local.api.rest.Audit;
import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/**
 * Restarts of all members under client load: in the operator's order, and in the order in which a
 * StatefulSet would do it by itself, from the highest ordinal down, each as soon as the one before
 * is ready. How many elections each costs, and for how long nobody could write.
 */
final class RollBench implements Benchmark {
  /** Each alternates, so that the next one is a change again. */
  private enum Change {
    RESTART,
    CONFIGURATION,
    VERSION;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    String manifest(int members, int turn) {
      boolean changed = turn % 2 == 0;
      var resource =
          Manifest.ensemble(
              Ensemble.ZK,
              members,
              this == CONFIGURATION && changed ? "config: {tickTime: \"1900\"}" : "paused: false");
      return switch (this) {
        case CONFIGURATION -> resource;
        case VERSION -> changed ? resource.replace("3.9.5", "3.9.4") : resource;
        case RESTART ->
            resource.replace(
                "spec:\n",
                "  annotations: {%s: \"%s\"}\nspec:\n".formatted(Labels.RESTART_AT, Instant.now()));
      };
    }
  }

  private static final int ROLLS = Integer.getInteger("quorate.bench.rolls", 20);
  private static final List<Integer> SIZES =
      List.of(System.getProperty("quorate.bench.members", "3,5").split(",", -1)).stream()
          .map(Integer::valueOf)
          .toList();

  /** What the operator itself adds to a roll. */
  private static final Budget SHARE = Budget.max(1000, "ms");

  @Override
  public void measure(Table table) throws Exception {
    var build = OperatorBuild.pack();
    for (int members : SIZES) {
      try (var node = Node.start("roll-" + members);
          var _ = build.start(node.environment(), "roll-operator-" + members)) {
        new Ensemble(node, members).measure(table);
      }
    }
    table.note(
        "Local cluster with real ZooKeeper processes, which share the processors with the operator"
            + " and the clients. An election is a new epoch of the leader. The gap is the longest"
            + " time without an acknowledged write of two clients that write all the time.");
  }

  /** What restarts of all members cost, one number for each. */
  private record Costs(
      List<Double> elections, List<Duration> gaps, List<Duration> times, List<Duration> shares) {
    Costs() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void addTo(Table table, String order) {
      table.add(order + ": elections", new Samples("", elections));
      table.add(order + ": longest write gap", Samples.millis(gaps));
      table.add(order + ": whole roll", Samples.millis(times));
      if (!shares.isEmpty()) {
        table.add(order + ": all synced → next eviction", SHARE, Samples.millis(shares));
      }
    }
  }

  private record Ensemble(Node node, int members) {
    private static final String ZK = "zk";

    void measure(Table table) throws Exception {
      node.apply(Manifest.ensemble(ZK, members));
      node.awaitReady(ZK);
      try (var load = ClientLoad.on(() -> node.addresses(ZK))) {
        var ours = new EnumMap<Change, Costs>(Change.class);
        for (var change : Change.values()) {
          var costs = ours.computeIfAbsent(change, _ -> new Costs());
          for (int i = 0; i < ROLLS; i++) {
            String wanted = change.manifest(members, i);
            restart(load, costs, () -> node.apply(wanted));
            node.awaitReady(ZK);
          }
        }
        node.apply(Manifest.ensemble(ZK, members, "paused: true"));
        Until.holds("paused", () -> node.condition(ZK, "Paused").equals("True"));
        var ordinals = new Costs();
        for (int i = 0; i < ROLLS; i++) {
          restart(load, ordinals, this::fromTheHighestOrdinalDown);
        }
        ours.forEach((change, costs) ->
            costs.addTo(table, "%d members, operator, %s".formatted(members, change.text())));
        ordinals.addTo(table, "%d members, order of the StatefulSet".formatted(members));
        var account = load.settle();
        table.note(
            "%d members: %d acknowledged writes, of which %d were lost; %d sessions were lost."
                .formatted(
                    members,
                    account.acknowledged(),
                    account.lost().size(),
                    account.sessionsLost().size()));
      }
    }

    private void restart(ClientLoad load, Costs costs, Runnable change) {
      var before = node.uids(ZK);
      long epoch = node.epoch(ZK);
      var begin = Instant.now();
      try (var synced = new SyncedMoments(() -> node.addresses(ZK).values(), members)) {
        change.run();
        Until.holdsAtLast("new pods, all synced", () -> areAnew(before));
        costs.times().add(Duration.between(begin, Instant.now()));
        costs.shares().addAll(synced.sharesOf(evictionsSince(begin)));
      }
      costs.elections().add((double) (node.epoch(ZK) - epoch));
      costs.gaps().add(load.longestWriteGap(begin));
    }

    private boolean areAnew(List<String> before) {
      var uids = node.uids(ZK);
      return uids.size() == members
          && uids.stream().noneMatch(before::contains)
          && node.readyPods(ZK) == members
          && node.servingFollowers(ZK) == members - 1;
    }

    private List<Instant> evictionsSince(Instant begin) {
      return node.api().audit().writesSince(begin).stream()
          .filter(e -> e.request().subresource().equals("eviction"))
          .map(Audit.Entry::time)
          .toList();
    }

    private void fromTheHighestOrdinalDown() {
      for (int ordinal = members - 1; ordinal >= 0; ordinal--) {
        var before = node.uids(ZK);
        node.deletePod(ZK + "-" + ordinal);
        Until.holdsAtLast(
            "another pod is ready",
            () -> !before.containsAll(node.uids(ZK)) && node.readyPods(ZK) == members);
      }
    }
  }
}
