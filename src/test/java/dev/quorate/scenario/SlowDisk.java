package dev.quorate.scenario;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The disk of one running process gets slow, and fast again: whatever its JVM forces to disk takes
 * so much longer. A slow device would need rights on the machine; {@link SlowForce} needs none.
 */
final class SlowDisk {
  private final Path agent;

  /**
   * @param folder for the file that goes into processes
   */
  SlowDisk(Path folder) {
    try {
      agent = pack(Files.createDirectories(folder).resolve("slow-force.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(Path file) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", SlowForce.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    var name = SlowForce.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        var own = SlowForce.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      own.transferTo(jar);
    }
    return file.toAbsolutePath();
  }

  /**
   * From now on each write that waits for the disk waits so much longer.
   *
   * @param process the JVM
   */
  void delay(long process, long millis) {
    try {
      var machine = VirtualMachine.attach(Long.toString(process));
      try {
        machine.loadAgent(agent.toString(), Long.toString(millis));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException
        | IOException e) {
      throw new IllegalStateException("process " + process, e);
    }
  }
}
