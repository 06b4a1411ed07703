package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.model.Logging;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogbackXmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a \"quoted\" word",
        "C:\\temp\\",
        "two\nlines",
        "path \\n, not a line",
        "$1 ${HOME} {} %d %msg (x) 'y' größe 😀"
      })
  void everyMessageSurvivesTheWayThroughAJsonLine(String message) throws Exception {
    var json = json(line(Logging.Format.JSON, message, null));

    assertThat(json.path("message").asText()).isEqualTo(message);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("logger").asText()).isEqualTo("org.apache.zookeeper.SomeLogger");
    assertThat(json.path("thread").asText()).isEqualTo("QuorumPeer[myid=1](plain=[0:0]:2181)");
    assertThat(json.path("time").asText()).isEqualTo("2026-01-02T03:04:05.006Z");
    assertThat(json.path("exception").asText()).isEmpty();
  }

  @Test
  void aStackTraceStaysOnTheJsonLine() throws Exception {
    var failure = new IllegalStateException("bad \"thing\"\nin C:\\x", new Exception("cause"));
    var line = line(Logging.Format.JSON, "failed", failure);

    assertThat(line.strip().lines()).hasSize(1);
    assertThat(json(line).path("exception").asText())
        .startsWith("java.lang.IllegalStateException: bad \"thing\"\nin C:\\x\n at ")
        .contains("Caused by: java.lang.Exception: cause");
  }

  @Test
  void controlCharactersBecomeSpaces() throws Exception {
    assertThat(json(line(Logging.Format.JSON, "a\u0000b\tc\u001bd", null)).path("message").asText())
        .isEqualTo("a b c d");
  }

  @Test
  void aTextLineIsForPeople() throws Exception {
    assertThat(line(Logging.Format.TEXT, "two servers left", null))
        .isEqualTo(
            "2026-01-02T03:04:05.006Z WARN  [QuorumPeer[myid=1](plain=[0:0]:2181)]"
                + " SomeLogger - two servers left\n");
  }

  @Test
  void levelsAreThoseThatWereAskedFor() throws Exception {
    var context =
        context(
            Logging.Format.TEXT,
            Logging.Level.WARN,
            Map.of(
                "org.apache.zookeeper.audit", Logging.Level.TRACE, "a<b&\"c", Logging.Level.OFF));

    assertThat(context.getLogger("ROOT").getLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger("org.apache.zookeeper.audit").getLevel()).isEqualTo(Level.TRACE);
    assertThat(context.getLogger("a<b&\"c").getLevel()).isEqualTo(Level.OFF);
  }

  @Test
  void questionsOfProbesAreLoggedWhenTheUserWantsThem() throws Exception {
    var logger = "org.apache.zookeeper.server.NIOServerCnxn";

    assertThat(level(Logging.Level.INFO, Map.of(), logger)).isEqualTo(Level.WARN);
    assertThat(level(Logging.Level.INFO, Map.of(logger, Logging.Level.INFO), logger))
        .isEqualTo(Level.INFO);
    assertThat(level(Logging.Level.DEBUG, Map.of(), logger)).isEqualTo(Level.DEBUG);
    assertThat(level(Logging.Level.ERROR, Map.of(), logger)).isEqualTo(Level.ERROR);
  }

  private static Level level(Logging.Level root, Map<String, Logging.Level> loggers, String logger)
      throws Exception {
    return context(Logging.Format.TEXT, root, loggers).getLogger(logger).getEffectiveLevel();
  }

  private static String line(Logging.Format format, String message, Throwable failure)
      throws Exception {
    var context = context(format, Logging.Level.INFO, Map.of());
    var logger = context.getLogger("org.apache.zookeeper.SomeLogger");
    var event = new LoggingEvent("", logger, Level.WARN, message, failure, null);
    event.setThreadName("QuorumPeer[myid=1](plain=[0:0]:2181)");
    event.setInstant(Instant.parse("2026-01-02T03:04:05.006Z"));
    var appender =
        (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stdout");
    return new String(appender.getEncoder().encode(event), UTF_8);
  }

  private static LoggerContext context(
      Logging.Format format, Logging.Level level, Map<String, Logging.Level> loggers)
      throws Exception {
    var xml = LogbackXml.of(new Logging(level, format, new TreeMap<>(loggers)));
    var context = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    return context;
  }

  private static JsonNode json(String line) throws Exception {
    return new ObjectMapper().readTree(line);
  }
}
