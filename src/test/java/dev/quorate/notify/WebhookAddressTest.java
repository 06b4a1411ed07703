package dev.quorate.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/quorate",
        "HTTPS://hooks.example.com",
        "http://receiver.monitoring.svc:8080/?cluster=west",
        "http://[fd00::1]:8080/events"
      })
  void takesWhatCanBeSentTo(String text) {
    assertThat(WebhookAddress.complaint(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hooks.example.com/s3cret             | it does not begin with http:// or https://; write https://host/path
          //hooks.example.com/s3cret           | it does not begin with http:// or https://; write https://host/path
          ftp://hooks.example.com/s3cret       | it does not begin with http:// or https://; write https://host/path
          mailto:s3cret@example.com            | it does not begin with http:// or https://; write https://host/path
          https://u:s3cret@hooks.example.com/  | it names a user, which is not sent; write https://host/path
          https:///s3cret                      | it has no host, or a port that is none; write https://host:port/path
          https://hooks.example.com:99999/s3cret | it has no host, or a port that is none; write https://host:port/path
          https://hooks.example.com/#s3cret    | what follows # is not sent; write it without that
          https://hooks.example.com/s3 cret    | character 29 cannot stand there; write it as %XX
          """)
  void refusesTheRestInWordsThatHelpAndRepeatNothing(String text, String complaint) {
    assertThat(WebhookAddress.complaint(text))
        .hasValueSatisfying(why -> assertThat(why).startsWith(complaint).doesNotContain("s3cret"));
  }

  @Test
  void refusesWhatNobodyWrites() {
    assertThat(WebhookAddress.complaint("https://example.com/" + "a".repeat(2048)))
        .contains("it is longer than 2048 characters; write a shorter one");
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com/s3cret?key=s3cret, https://hooks.example.com",
    "http://hooks.example.com:8080/s3cret, http://hooks.example.com:8080",
    "http://[fd00::1]:8080/s3cret, http://[fd00::1]:8080"
  })
  void asTextItIsSchemeHostAndPort(String text, String shown) {
    assertThat(new WebhookAddress(URI.create(text))).hasToString(shown);
  }
}
