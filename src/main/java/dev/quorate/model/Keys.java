package dev.quorate.model;

/** Names inside a cluster's objects that one part of the operator writes and another reads back. */
public final class Keys {
  /** The container that runs ZooKeeper, whatever else an overlay or an injector has added. */
  public static final String SERVER_CONTAINER = "zookeeper";

  /** Membership ConfigMap: one server line for each member. */
  public static final String SERVERS = "servers";

  /** Membership ConfigMap: whether a quorum has ever served. */
  public static final String FORMED = "formed";

  /** Superuser Secret: the account's name. */
  public static final String USERNAME = "username";

  /** Superuser Secret: what the operator authenticates with. */
  public static final String PASSWORD = "password";

  /** Superuser Secret: what the members know of the password. */
  public static final String DIGEST = "digest";

  private Keys() {}
}
