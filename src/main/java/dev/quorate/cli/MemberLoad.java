package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.zookeeper.ClientConnection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What clients do to one member, by its own count.
 *
 * @param sessions of the ensemble, as far as this member knows them
 * @param clients unknown when its admin server cannot be asked
 */
record MemberLoad(
    OptionalLong connections,
    OptionalLong sessions,
    OptionalLong watches,
    OptionalLong ephemerals,
    OptionalLong nodes,
    OptionalLong outstanding,
    Probed<List<ClientConnection>> clients) {}
