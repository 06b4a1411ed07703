package dev.quorate.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One member as its pod would run it: own volumes, own scratch folder, own address and the
 * environment that the operator renders, started through the real start script.
 */
public final class ScriptedMember {
  private static final int DISK_WIPED = 47;

  private final ScriptedEnsemble ensemble;
  private final String podName;
  private final int id;
  private final Path home;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private MemberProcess process;
  private MemberProcess lastProbe;
  private int starts;

  ScriptedMember(ScriptedEnsemble ensemble, String podName, int idOffset) throws IOException {
    this.ensemble = ensemble;
    this.podName = podName;
    this.id = Integer.parseInt(podName.substring(podName.lastIndexOf('-') + 1)) + idOffset;
    this.home = Files.createDirectories(ensemble.folder().resolve(podName));
    for (var folder : List.of("data", "run", "logs")) {
      Files.createDirectories(home.resolve(folder));
    }
    ensemble.network().resolve(fullName(), address());
    environment.put("POD_NAME", podName);
    environment.put("POD_IP", address());
    environment.put("QUORATE_ID_OFFSET", Integer.toString(idOffset));
    environment.put("QUORATE_DOMAIN", ensemble.domain());
    environment.put("QUORATE_CLIENT_PORT", "2181");
    environment.put("QUORATE_DATA_DIR", data().toString());
    environment.put("QUORATE_RUN_DIR", home.resolve("run").toString());
    environment.put("ZOO_LOG_DIR", home.resolve("logs").toString());
    environment.putAll(ensemble.environment());
  }

  /** Mounts a second volume for the transaction log. */
  public ScriptedMember withLogVolume() throws IOException {
    environment.put("QUORATE_DATA_LOG_DIR", Files.createDirectories(log()).toString());
    return this;
  }

  public ScriptedMember with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public ScriptedMember without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** What the operator renders until the ensemble has formed. */
  public ScriptedMember bootstrapping() {
    return with("QUORATE_BOOTSTRAP", "true");
  }

  /**
   * A new pod on the same volumes: the scratch folder is empty, and the flag of the template is
   * gone.
   */
  public ScriptedMember replacePod() throws IOException {
    delete(home.resolve("run"));
    Files.createDirectories(home.resolve("run"));
    return without("QUORATE_BOOTSTRAP");
  }

  public MemberProcess start() throws IOException {
    var output = home.resolve("output-" + ++starts + ".log");
    process =
        new MemberProcess(
            command("start.sh").redirectErrorStream(true).redirectOutput(output.toFile()).start(),
            output);
    ensemble.started(process);
    return process;
  }

  /** Runs the start script to its end; for starts that are refused and servers that are fakes. */
  public MemberProcess startAndEnd() throws IOException {
    var ended = start();
    ended.exitCode();
    return ended;
  }

  /** The start of a voter whose disk was wiped: the container ends once and is started again. */
  public MemberProcess startWiped() throws IOException {
    int exitCode = startAndEnd().exitCode();
    if (exitCode != DISK_WIPED) {
      throw new AssertionError("exit code %d: %s".formatted(exitCode, process.output()));
    }
    return start();
  }

  /** Runs the probe script; true when the kubelet would count a success. */
  public boolean probe(String what) throws IOException {
    var output = home.resolve("probe.log");
    var builder = command("probe.sh", what).redirectErrorStream(true);
    lastProbe = new MemberProcess(builder.redirectOutput(output.toFile()).start(), output);
    return lastProbe.exitCode() == 0;
  }

  /** What the latest probe printed. */
  public String probeOutput() {
    return lastProbe.output();
  }

  public MemberProcess process() {
    return process;
  }

  public void kill() {
    process.kill();
  }

  /** Empties a folder of this member, such as its data volume; the mount point itself stays. */
  public void wipe(Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
  }

  public static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public String podName() {
    return podName;
  }

  public int id() {
    return id;
  }

  public String fullName() {
    return podName + "." + ensemble.domain();
  }

  public String address() {
    return ensemble.network().address(id);
  }

  public Path data() {
    return home.resolve("data");
  }

  public Path log() {
    return home.resolve("datalog");
  }

  public Path conf() {
    return data().resolve("conf");
  }

  /** The line of this member in server lists. */
  public String line(String role) {
    return "server.%d=%s:2888:3888:%s;%s:2181".formatted(id, fullName(), role, fullName());
  }

  /** Names of the files on the data volume that match, sorted. */
  public List<String> files(Path folder, String glob) throws IOException {
    var names = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder, glob)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** A program of this name, before those of the machine. */
  public ScriptedMember withProgram(String name, String body) throws IOException {
    var program = ensemble.network().bin().resolve(name);
    Files.writeString(program, "#!/usr/bin/env bash\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  private ProcessBuilder command(String script, String... arguments) {
    var command =
        new ArrayList<>(List.of("/bin/bash", ensemble.config().resolve(script).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var path = List.of(ensemble.network().bin(), ensemble.serverBin(), Path.of("/usr/bin:/bin"));
    builder
        .environment()
        .put("PATH", String.join(File.pathSeparator, path.stream().map(Path::toString).toList()));
    return builder;
  }
}
