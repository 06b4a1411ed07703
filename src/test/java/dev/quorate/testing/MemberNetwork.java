package dev.quorate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The loopback addresses of one ensemble, and the names that lead to them. Names are looked up in a
 * hosts file by the JVM ({@code jdk.net.hosts.file}) and by a {@code getent} that goes first into
 * the PATH. A random part keeps ensembles of tests that run at the same time apart.
 */
public final class MemberNetwork {
  private final String prefix;
  private final Path hosts;
  private final Path bin;
  private final Map<String, String> names = new TreeMap<>();

  public MemberNetwork(Path folder) throws IOException {
    var random = ThreadLocalRandom.current();
    prefix = "127.%d.%d.".formatted(random.nextInt(32, 250), random.nextInt(1, 250));
    hosts = Files.createDirectories(folder).resolve("hosts");
    bin = Files.createDirectories(folder.resolve("bin"));
    var getent = bin.resolve("getent");
    Files.writeString(
        getent,
        """
        #!/usr/bin/env bash
        # getent hosts NAME, from one hosts file
        [[ $1 == hosts ]] || exit 1
        grep -E "^[^ ]+ ${2//./\\\\.}$" '%s'
        """
            .formatted(hosts));
    Files.setPosixFilePermissions(getent, PosixFilePermissions.fromString("rwxr-xr-x"));
    write();
  }

  /** The address of the member with that id; nothing resolves to it yet. */
  public String address(int id) {
    return prefix + id;
  }

  /** From now on the name leads to that address. */
  public synchronized void resolve(String name, String address) throws IOException {
    names.put(name, address);
    write();
  }

  /** From now on the name leads nowhere. */
  public synchronized void forget(String name) throws IOException {
    names.remove(name);
    write();
  }

  /** Goes first into the PATH of a member. */
  public Path bin() {
    return bin;
  }

  /** What a JVM must be told to use these names. */
  public String jvmOption() {
    return "-Djdk.net.hosts.file=" + hosts;
  }

  private void write() throws IOException {
    var text = new StringBuilder();
    names.forEach((name, address) -> text.append(address).append(' ').append(name).append('\n'));
    var temporary = Files.writeString(hosts.resolveSibling("hosts.tmp"), text);
    Files.move(temporary, hosts, StandardCopyOption.ATOMIC_MOVE);
  }
}
