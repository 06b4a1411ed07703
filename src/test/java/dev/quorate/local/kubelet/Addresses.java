package dev.quorate.local.kubelet;

import java.util.BitSet;

/**
 * Hands out loopback addresses of one /24 network. The network is made from the API server's port,
 * which no two clusters of a machine share. An address that was given back is used again only after
 * all others, so that a new pod does not look like the old one.
 */
final class Addresses {
  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final String network;
  private final BitSet used = new BitSet();
  private int next = FIRST;

  Addresses(int port) {
    network = "127.%d.%d.".formatted(Math.max(1, port >> 8), port & 0xff);
  }

  synchronized String take() {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int candidate = next;
      next = candidate == LAST ? FIRST : candidate + 1;
      if (!used.get(candidate)) {
        used.set(candidate);
        return network + candidate;
      }
    }
    throw new IllegalStateException("all addresses of " + network + "0/24 are taken");
  }

  synchronized void giveBack(String address) {
    used.clear(Integer.parseInt(address.substring(network.length())));
  }
}
