package dev.quorate.observe;

import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.zookeeper.MemberReports;
import java.util.Optional;

/**
 * What one member said when it was asked everything.
 *
 * @param facts that a pass is made of
 * @param reports all of its words; empty when it has no address to be asked at
 */
public record Heard(Probed<ServerFacts> facts, Optional<MemberReports> reports) {}
