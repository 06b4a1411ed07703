package dev.quorate.zookeeper;

/**
 * One client of a member.
 *
 * @param address host and port
 * @param session hexadecimal
 * @param lastOperation ZooKeeper's code of four letters, such as {@code GETD} or {@code PING}
 * @param received packets since it connected
 * @param outstanding requests that wait
 * @param averageLatency milliseconds
 * @param maxLatency milliseconds
 */
public record ClientConnection(
    String address,
    String session,
    String lastOperation,
    long received,
    long outstanding,
    double averageLatency,
    double maxLatency) {}
