package dev.quorate.status;

import dev.quorate.api.QuorumStatus;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.QuorumConfig;

/** The committed configuration in numbers; while nobody can be asked, only what is certain. */
final class QuorumNumbers {
  private QuorumNumbers() {}

  /** Null when there is nobody to count. */
  static QuorumStatus of(Situation situation) {
    var quorum = situation.quorum();
    String leader = quorum.leading().map(situation::name).orElse(null);
    return switch (quorum.config()) {
      case Probed.Known<QuorumConfig>(QuorumConfig config) -> known(quorum, config, leader);
      case Probed.Unknown<QuorumConfig> _ -> {
        int voters = situation.electors().size();
        if (voters == 0) {
          yield null;
        }
        String summary = leader == null ? "?/%d, no leader seen" : "?/%d";
        yield new QuorumStatus(
            voters, null, voters / 2 + 1, null, leader, null, summary.formatted(voters));
      }
    };
  }

  private static QuorumStatus known(QuorumView quorum, QuorumConfig config, String leader) {
    int synced = quorum.synced().size();
    int voters = config.voters().size();
    return new QuorumStatus(
        voters,
        synced,
        config.majority(),
        quorum.mayLose(),
        leader,
        config.versionHex(),
        "%d/%d, may lose %d".formatted(synced, voters, quorum.mayLose()));
  }
}
