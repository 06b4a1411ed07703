package dev.quorate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/**
 * Members that share what an ensemble shares: the configuration, the membership list, the superuser
 * and a network. There is no operator; the test plays its part. Close it to end every process.
 */
public final class ScriptedEnsemble implements AutoCloseable {
  /** Password of the superuser. */
  public static final String PASSWORD = "correct-horse-battery-staple";

  private final Path folder;
  private final Path serverBin;
  private final MemberNetwork network;
  private final Map<String, ScriptedMember> members = new LinkedHashMap<>();
  private final List<MemberProcess> processes = new ArrayList<>();

  private ScriptedEnsemble(Path folder, Path serverBin) throws IOException {
    this.folder = folder;
    this.serverBin = serverBin;
    this.network = new MemberNetwork(folder.resolve("network"));
    for (var mount : List.of(config(), membership(), superuser())) {
      Files.createDirectories(mount);
    }
    for (var script : List.of("start.sh", "probe.sh")) {
      try (InputStream source =
          ScriptedEnsemble.class.getResourceAsStream("/dev/quorate/desired/" + script)) {
        Files.copy(source, config().resolve(script), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    zooCfg(StaticZooCfg.TEXT);
    try (InputStream logback =
        ScriptedEnsemble.class.getResourceAsStream("/zookeeper/logback-member.xml")) {
      Files.copy(logback, config().resolve("logback.xml"));
    }
    Files.writeString(superuser().resolve("digest"), digest());
    formed(false);
  }

  /** Members that become real servers of that release. */
  public static ScriptedEnsemble of(ZooKeeperDistribution release, Path folder) throws IOException {
    return new ScriptedEnsemble(folder, release.bin());
  }

  /** Members whose {@code zkServer.sh} only says how it was called. */
  public static ScriptedEnsemble ofFakes(Path folder) throws IOException {
    var bin = Files.createDirectories(folder.resolve("fake"));
    var server = bin.resolve("zkServer.sh");
    Files.writeString(
        server, "#!/usr/bin/env bash\necho \"server: ZOOCFGDIR=$ZOOCFGDIR arguments=$*\"\n");
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ScriptedEnsemble(folder, bin);
  }

  /** The pod with that ordinal of the StatefulSet of voters. */
  public ScriptedMember voter(int ordinal) throws IOException {
    return member("zk-" + ordinal, 1);
  }

  /** The pod with that ordinal of the StatefulSet of observers. */
  public ScriptedMember observer(int ordinal) throws IOException {
    return member("zk-observer-" + ordinal, 101);
  }

  /** Voters 0 to {@code count - 1}, which are also the membership list. */
  public List<ScriptedMember> voters(int count) throws IOException {
    var voters = new ArrayList<ScriptedMember>();
    for (int ordinal = 0; ordinal < count; ordinal++) {
      voters.add(voter(ordinal));
    }
    membership(voters.stream().map(voter -> voter.line("participant")).toList());
    return voters;
  }

  public void membership(List<String> lines) throws IOException {
    Files.writeString(membership().resolve("servers"), String.join("\n", lines) + "\n");
  }

  public void formed(boolean formed) throws IOException {
    Files.writeString(membership().resolve("formed"), Boolean.toString(formed));
  }

  public void zooCfg(String text) throws IOException {
    configuration(Map.of("zoo.cfg", text));
  }

  /** Files of the configuration that replace those that are there. */
  public void configuration(Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(config().resolve(file.getKey()), file.getValue());
    }
  }

  public static String digest() {
    try {
      return DigestAuthenticationProvider.generateDigest("super:" + PASSWORD);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public MemberNetwork network() {
    return network;
  }

  public Path config() {
    return folder.resolve("config");
  }

  public Path membership() {
    return folder.resolve("membership");
  }

  public Path superuser() {
    return folder.resolve("superuser");
  }

  String domain() {
    return "zk-members.test.svc.cluster.local";
  }

  Path folder() {
    return folder;
  }

  Path serverBin() {
    return serverBin;
  }

  Map<String, String> environment() {
    return Map.of(
        "QUORATE_CONFIG_DIR", config().toString(),
        "QUORATE_MEMBERSHIP_DIR", membership().toString(),
        "QUORATE_SUPERUSER_DIR", superuser().toString(),
        "JAVA_HOME", System.getProperty("java.home"),
        "JDK_JAVA_OPTIONS", network.jvmOption(),
        "JMXDISABLE", "true",
        "ZK_SERVER_HEAP", "96",
        "SERVER_JVMFLAGS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError");
  }

  void started(MemberProcess process) {
    processes.add(process);
  }

  @Override
  public void close() {
    for (var process : processes) {
      process.kill();
    }
  }

  private ScriptedMember member(String podName, int idOffset) throws IOException {
    var member = members.get(podName);
    if (member == null) {
      member = new ScriptedMember(this, podName, idOffset);
      members.put(podName, member);
    }
    return member;
  }
}
