package dev.quorate.plan;

import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.QuorumConfig;

/** The quorum arithmetic in words, the same in every message. */
public final class Arithmetic {
  private Arithmetic() {}

  /** Of a change of the membership. */
  static String ofChange(PlanInput input) {
    return "%d voters are committed, %d are wanted"
        .formatted(input.committed().voters().size(), input.ensemble().voters());
  }

  public static String of(QuorumView quorum) {
    return switch (quorum.config()) {
      case Probed.Known<QuorumConfig>(QuorumConfig config) ->
          "%d of %d voters synced, majority is %d, may lose %d"
              .formatted(
                  quorum.synced().size(),
                  config.voters().size(),
                  config.majority(),
                  quorum.mayLose());
      case Probed.Unknown<QuorumConfig>(String why) -> why;
    };
  }
}
