package dev.quorate.model;

/** The names of everything that belongs to one cluster, all derived from the resource's own. */
public record Names(String namespace, String cluster, String clusterDomain) {

  public String voters() {
    return cluster;
  }

  public String observers() {
    return cluster + "-observer";
  }

  public String statefulSet(Role role) {
    return role == Role.VOTER ? voters() : observers();
  }

  public String membersService() {
    return cluster + "-members";
  }

  public String clientService() {
    return cluster + "-client";
  }

  public String observerClientService() {
    return observers() + "-client";
  }

  public String config(String revision) {
    return configPrefix() + revision;
  }

  public String configPrefix() {
    return cluster + "-config-";
  }

  public String membership() {
    return cluster + "-membership";
  }

  public String connection() {
    return cluster + "-connection";
  }

  public String superuser() {
    return cluster + "-superuser";
  }

  public String disruptionBudget() {
    return cluster;
  }

  public String serviceAccount() {
    return cluster;
  }

  /** The name of a member's pod, which is also its host name. */
  public String pod(MemberId id) {
    return statefulSet(id.role()) + "-" + id.ordinal();
  }

  /** The domain that the members' names live in. */
  public String membersDomain() {
    return membersService() + "." + namespace + ".svc." + clusterDomain;
  }

  /** The stable name of a member, which survives every restart (hazard Z33). */
  public String host(MemberId id) {
    return pod(id) + "." + membersDomain();
  }

  /** Whether a server is listed under the name of the member of ours that has its id. */
  public boolean isOurs(ServerLine server) {
    return server.host().equals(host(server.id()));
  }

  /** The line under which a member of ours is listed. */
  public ServerLine serverLine(MemberId id, Role role) {
    return ServerLine.of(id, host(id), role);
  }

  /** Where clients connect. */
  public String endpoint() {
    return clientService()
        + "."
        + namespace
        + ".svc."
        + clusterDomain
        + ":"
        + ServerLine.CLIENT_PORT;
  }

  /** The claim of a volume template for a member. */
  public String claim(String template, MemberId id) {
    return template + "-" + pod(id);
  }
}
