package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What one decision looks like in the log. */
class LogSetupTest {
  private static final Map<String, String> RECONCILED =
      Map.of("resource.name", "zk", "resource.namespace", "orders", "resource.uid", "u-1");

  private static final String LIBRARY =
      "io.fabric8.kubernetes.client.informers.impl.cache.Reflector";

  private final LoggerContext context = new LoggerContext();

  @Test
  void aDecisionIsOneLineOfText() {
    var event =
        event(
            "done", new KeyValuePair("action", "apply zk"), new KeyValuePair("reason", "Forming"));
    assertThat(line(new TextLine(), event))
        .isEqualTo(
            "2026-07-01T12:00:00.125Z INFO Executor: done namespace=orders cluster=zk"
                + " action=\"apply zk\" reason=Forming\n");
  }

  @Test
  void aDecisionIsOneObjectOfJson() throws Exception {
    var event = event("said \"no\"\n", new KeyValuePair("action", "a\"b\nc"));
    var line = line(new JsonLine(), event);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(new ObjectMapper().readValue(line, new TypeReference<Map<String, Object>>() {}))
        .containsEntry("level", "INFO")
        .containsEntry("loggerName", "dev.quorate.execute.Executor")
        .containsEntry("message", "said \"no\"\n")
        .containsEntry("namespace", "orders")
        .containsEntry("cluster", "zk")
        .containsEntry("action", "a\"b\nc")
        .containsOnlyKeys(
            "timestamp",
            "level",
            "threadName",
            "loggerName",
            "message",
            "namespace",
            "cluster",
            "action");
  }

  @Test
  void whatTheLineSaysCountsMoreThanTheThread() {
    var event = event("queued again", new KeyValuePair("cluster", "other"));
    assertThat(line(new TextLine(), event)).contains("cluster=other").doesNotContain("cluster=zk");
  }

  @Test
  void aMessageCannotForgeALine() {
    var event = event("first\nsecond", new KeyValuePair("reason", "x\nforged reason=y"));
    assertThat(line(new TextLine(), event).lines()).hasSize(1);
  }

  @Test
  void anExceptionIsShownWithItsStack() {
    var event = event("failed");
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("broken")));
    assertThat(line(new TextLine(), event))
        .contains("java.lang.IllegalStateException: broken\n\tat dev.quorate.LogSetupTest");
  }

  @Test
  void aWarningOfALibraryIsOneLineWithItsCauses() {
    var event = event(LIBRARY, Level.WARN, "will retry");
    event.setThrowableProxy(
        new ThrowableProxy(new CompletionException(new IllegalStateException("403 forbidden"))));
    assertThat(line(new TextLine(), event))
        .endsWith(
            "WARN Reflector: will retry namespace=orders cluster=zk"
                + " cause=\"java.lang.IllegalStateException: 403 forbidden: 403 forbidden\"\n");
    assertThat(new LibraryWarning().decide(event)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void aLibraryThatCannotConnectIsNotHeard() {
    var event = event(LIBRARY, Level.WARN, "will retry");
    event.setThrowableProxy(
        new ThrowableProxy(new CompletionException(new ConnectException("refused"))));
    assertThat(new LibraryWarning().decide(event)).isEqualTo(FilterReply.DENY);
  }

  @Test
  void librariesStayQuietWhateverTheOwnLevelIs() {
    LogSetup.apply(
        context,
        new OperatorConfig.Log(OperatorConfig.Log.Format.JSON, OperatorConfig.Log.Level.DEBUG));
    assertThat(context.getLogger("dev.quorate.plan").getEffectiveLevel()).isEqualTo(Level.DEBUG);
    assertThat(context.getLogger("io.fabric8.kubernetes").getEffectiveLevel())
        .isEqualTo(Level.WARN);
    assertThat(
            context
                .getLogger("io.fabric8.kubernetes.client.http.HttpLoggingInterceptor")
                .isTraceEnabled())
        .isFalse();
  }

  private LoggingEvent event(String message, KeyValuePair... pairs) {
    return event("dev.quorate.execute.Executor", Level.INFO, message, pairs);
  }

  private LoggingEvent event(String logger, Level level, String message, KeyValuePair... pairs) {
    var event = new LoggingEvent("fqcn", context.getLogger(logger), level, message, null, null);
    event.setInstant(Instant.parse("2026-07-01T12:00:00.125Z"));
    event.setMDCPropertyMap(RECONCILED);
    event.setKeyValuePairs(List.of(pairs));
    return event;
  }

  private String line(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
    encoder.setContext(context);
    encoder.start();
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
