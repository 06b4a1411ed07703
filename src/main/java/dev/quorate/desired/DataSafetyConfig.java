package dev.quorate.desired;

import java.util.Map;

/**
 * What keeps acknowledged writes and the operator's account safe. Some of it is ZooKeeper's default
 * and said all the same: what stands in zoo.cfg beats the same property on the command line.
 */
final class DataSafetyConfig implements ZooCfgFragment {

  @Override
  public Map<String, String> owned() {
    return Map.ofEntries(
        // A voter whose disk was wiped must not vote with an empty database (hazard Z27).
        Map.entry("db.autocreate", "false"),
        // An acknowledged write is on disk (hazard Z45).
        Map.entry("forceSync", "yes"),
        // Transaction logs without a snapshot are a damaged volume, not a new one (hazard Z81).
        Map.entry("snapshot.trust.empty", "false"),
        // Whoever skips ACLs may rewrite the membership and all data (hazard Z4).
        Map.entry("skipACL", "no"),
        // The superuser's digest is made with it, and ACLs would not survive a change (hazard Z74).
        Map.entry("DigestAuthenticationProvider.digestAlg", "SHA1"),
        Map.entry("DigestAuthenticationProvider.enabled", "true"));
  }
}
