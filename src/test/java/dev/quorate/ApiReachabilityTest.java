package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ApiReachabilityTest {
  private static final URI PODS = URI.create("https://api.example:6443/api/v1/pods?limit=500");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ApiReachability.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ApiReachability reachability = new ApiReachability();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private List<String> told() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** As the JDK's client reports them. */
  private static Throwable unresolved() {
    return caused(caused(new ConnectException(), new ConnectException()), unresolvedAddress());
  }

  private static Throwable unresolvedAddress() {
    return new UnresolvedAddressException();
  }

  private static Throwable refused() {
    return new CompletionException(caused(new ConnectException(), new ClosedChannelException()));
  }

  private static Throwable caused(Throwable outer, Throwable inner) {
    var root = outer;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    root.initCause(inner);
    return outer;
  }

  @Test
  void tellsOnceWhatIsWrongAndWhatToCheck() {
    for (int attempt = 0; attempt < 5; attempt++) {
      reachability.failed(PODS, unresolved());
    }
    assertThat(told())
        .containsExactly(
            "no connection to the Kubernetes API at https://api.example:6443: its name does not"
                + " resolve. Nothing is done until it answers; it is tried again all the time."
                + " Check the server in the kubeconfig; in a pod, network policies and the"
                + " cluster's DNS");
  }

  @Test
  void tellsOnceThatItAnswersAgain() {
    reachability.answered();
    reachability.failed(PODS, refused());
    reachability.answered();
    reachability.answered();
    reachability.failed(PODS, refused());
    assertThat(told()).hasSize(3).element(1).isEqualTo("the Kubernetes API answers again");
  }

  @Test
  void tellsCausesApart() {
    reachability.failed(PODS, refused());
    reachability.failed(PODS, new HttpConnectTimeoutException("HTTP connect timed out"));
    reachability.failed(PODS, new SSLHandshakeException("unknown authority"));
    reachability.failed(PODS, new IOException("Connection reset"));
    assertThat(told())
        .satisfiesExactly(
            first -> assertThat(first).contains(": nothing listens there."),
            second -> assertThat(second).contains(": no answer in time."),
            third -> assertThat(third).contains(": the certificates"),
            fourth -> assertThat(fourth).contains(": the connection broke."));
  }

  @Test
  void aRequestThatWasGivenUpIsNoTrouble() {
    reachability.failed(PODS, new CancellationException());
    assertThat(told()).isEmpty();
  }
}
