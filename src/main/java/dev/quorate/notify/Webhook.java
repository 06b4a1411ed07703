package dev.quorate.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Posts one event, once, and says what came of it. Redirections are not followed. */
final class Webhook implements AutoCloseable {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> PASSING = Set.of(REQUEST_TIMEOUT, TOO_MANY_REQUESTS);

  private final DeliveryTerms terms;
  private final InstantSource clock;
  private final HttpClient client;

  Webhook(DeliveryTerms terms, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            // Else each plain request asks for HTTP/2, which some receivers take amiss.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(terms.timeout())
            .executor(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("webhook-", 0).factory()))
            .build();
  }

  Delivery post(CloudEvent event) throws InterruptedException {
    try {
      return judged(answer(request(event)));
    } catch (TimeoutException _) {
      return Delivery.Again.because("no answer within %d ms".formatted(terms.timeout().toMillis()));
    } catch (IOException e) {
      return Delivery.Again.because(e.getMessage());
    } catch (ExecutionException e) {
      return Delivery.Again.because(failure(e.getCause()));
    } catch (RuntimeException e) {
      // Its message may have the address or a header in it.
      return new Delivery.Refused(e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(CloudEvent event) throws IOException {
    var request =
        HttpRequest.newBuilder(terms.address().uri())
            .timeout(terms.timeout())
            .header("Content-Type", CloudEvent.MEDIA_TYPE + "; charset=utf-8")
            .header("User-Agent", "quorate")
            .POST(BodyPublishers.ofString(event.json()));
    if (terms.tokenFile().isPresent()) {
      var token = new TokenFile(terms.tokenFile().get()).read();
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  /** The client's own timeout ends with the headers; a body may never end. */
  private HttpResponse<Void> answer(HttpRequest request)
      throws ExecutionException, InterruptedException, TimeoutException {
    var answer = client.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private Delivery judged(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Delivery.Arrived();
    }
    String why = "status " + status;
    return PASSING.contains(status) || status / 100 == 5
        ? new Delivery.Again(why, RetryAfter.of(response.headers(), clock.instant()))
        : new Delivery.Refused(why);
  }

  /** Only what TLS and sockets say is repeated: they know host and port, and nothing else. */
  private static String failure(Throwable cause) {
    String what = cause.getClass().getSimpleName();
    boolean isHarmless = cause instanceof SSLException || cause instanceof ConnectException;
    return isHarmless && cause.getMessage() != null ? what + ": " + cause.getMessage() : what;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
