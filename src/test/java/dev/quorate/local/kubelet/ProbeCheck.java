package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One attempt of a probe; every way of not succeeding in time is a failure with a message. */
record ProbeCheck(
    Probe probe, Container container, String podIp, MountTable mounts, Launch launch) {
  private static final int MOST_OUTPUT = 2000;
  private static final int HTTP_SUCCESS_BELOW = 400;

  /** Whether it succeeded, and what was heard. */
  record Answer(boolean success, String message) {}

  Answer attempt(Duration timeout) throws InterruptedException {
    try {
      if (probe.getExec() != null) {
        return exec(timeout);
      }
      return probe.getTcpSocket() != null ? tcp(timeout) : http(timeout);
    } catch (IOException e) {
      return new Answer(false, String.valueOf(e.getMessage()));
    }
  }

  private Answer exec(Duration timeout) throws IOException, InterruptedException {
    var command = probe.getExec().getCommand().stream().map(mounts::translate).toList();
    var process = launch.withCommand(command).piped();
    var output = new StringBuffer();
    var reader = Thread.ofVirtual().start(() -> read(process, output));
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Answer(false, "command timed out after " + timeout.toSeconds() + "s");
      }
      reader.join(timeout);
      return new Answer(process.exitValue() == 0, output.toString().strip());
    } finally {
      launch.warden().signal(-process.pid(), "KILL");
    }
  }

  private static void read(Process process, StringBuffer output) {
    try (var stream = process.getInputStream()) {
      var buffer = new byte[512];
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        if (output.length() < MOST_OUTPUT) {
          output.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      output.append(e.getMessage());
    }
  }

  private Answer tcp(Duration timeout) throws IOException {
    var target = probe.getTcpSocket();
    var host = target.getHost() == null ? podIp : target.getHost();
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host, port(target.getPort())), Math.toIntExact(timeout.toMillis()));
      return new Answer(true, "");
    }
  }

  private Answer http(Duration timeout) throws IOException {
    var get = probe.getHttpGet();
    if (get == null) {
      throw new ContainerConfigException("a probe needs exec, tcpSocket or httpGet");
    }
    var host = get.getHost() == null ? podIp : get.getHost();
    var path = get.getPath() == null ? "/" : get.getPath();
    var scheme =
        get.getScheme() == null ? "http" : get.getScheme().toLowerCase(java.util.Locale.ROOT);
    var url = URI.create("%s://%s:%d%s".formatted(scheme, host, port(get.getPort()), path)).toURL();
    var connection = (HttpURLConnection) url.openConnection();
    int millis = Math.toIntExact(timeout.toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    get.getHttpHeaders().forEach(h -> connection.setRequestProperty(h.getName(), h.getValue()));
    int code = connection.getResponseCode();
    connection.disconnect();
    return new Answer(
        code >= HttpURLConnection.HTTP_OK && code < HTTP_SUCCESS_BELOW,
        "HTTP probe failed with statuscode: " + code);
  }

  private int port(IntOrString port) {
    return port.getStrVal() == null
        ? port.getIntVal()
        : container.getPorts().stream()
            .filter(p -> port.getStrVal().equals(p.getName()))
            .mapToInt(p -> p.getContainerPort())
            .findFirst()
            .orElseThrow(() -> new ContainerConfigException("no port named " + port.getStrVal()));
  }
}
