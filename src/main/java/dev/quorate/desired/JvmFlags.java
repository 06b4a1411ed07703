package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Jvm;
import dev.quorate.model.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The server's JVM options, as {@code SERVER_JVMFLAGS}. The largest heap is not among them: {@code
 * zkEnv.sh} always makes it from {@code ZK_SERVER_HEAP}. The user's options come last and win.
 */
final class JvmFlags {
  private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC");

  private JvmFlags() {}

  static String of(Ensemble ensemble) {
    var flags = new ArrayList<String>();
    flags.add("-Xms" + ensemble.jvm().heapMebibytes() + "m");
    if (!choosesCollector(ensemble.jvm())) {
      // By itself the JVM takes the serial collector in a small container, with long pauses.
      flags.add("-XX:+UseG1GC");
    }
    flags.addAll(FIXED);
    SystemProperties.of(ensemble).forEach((key, value) -> flags.add("-D" + key + "=" + value));
    flags.addAll(ensemble.jvm().options());
    return String.join(" ", flags);
  }

  private static final List<String> FIXED =
      List.of(
          // zkServer.sh sends SIGKILL from inside, which process 1 of a container does not get.
          "-XX:+ExitOnOutOfMemoryError",
          // zkServer.sh wants a dump, and the working directory is read-only.
          "-XX:HeapDumpPath=" + Mount.LOGS.path(),
          // Statistics in a file under /tmp stall the whole JVM when that disk is slow.
          "-XX:+PerfDisableSharedMem",
          // Members with different charsets misread one another's election messages (hazard Z80).
          "-Dfile.encoding=UTF-8",
          "-Djava.security.properties=" + Mount.CONFIG.path() + "/" + ConfigFiles.JAVA_SECURITY);

  // Two collectors keep the JVM from starting.
  private static boolean choosesCollector(Jvm jvm) {
    return jvm.options().stream().anyMatch(option -> COLLECTOR.matcher(option).matches());
  }
}
