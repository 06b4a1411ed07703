package dev.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets go, and what is needed to find a fault stays. */
class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ssl.keyStore.password=pw, port 2181|ssl.keyStore.password=***, port 2181",
        "{\"password\":\"pw\",\"port\":1}|{\"password\":\"***\",\"port\":1}",
        "{\\\"token\\\": \\\"pw\\\"}|{\\\"token\\\": \\\"***\\\"}",
        "-Dzookeeper.superDigest=super:pw -Xmx1g|-Dzookeeper.superDigest=*** -Xmx1g",
        "jdbc://joe:pw@db:1/x|jdbc://joe:***@db:1/x",
        "Authorization: Basic am9lOnB3|Authorization: Basic ***",
        "Bearer abcdefghijklmnopqrstuvw.x|Bearer ***",
        "client_secret = pw|client_secret = ***",
      })
  void whatLooksLikeASecretIsHidden(String text, String redacted) {
    assertThat(Redaction.of(text)).isEqualTo(redacted);
    assertThat(Redaction.of(redacted)).as("twice").isEqualTo(redacted);
  }

  @Test
  void aPrivateKeyIsHiddenOverAllItsLines() {
    assertThat(
            Redaction.of(
                "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb"))
        .isEqualTo("a\n-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nb");
    assertThat(Redaction.of("-----BEGIN PRIVATE KEY-----\nMIIE, and cut off here"))
        .isEqualTo("-----BEGIN PRIVATE KEY-----***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot open channel to 2 at election address zk-1:3888",
        "automountServiceAccountToken: false",
        "server.1=zk-0.zk-members.ns.svc:2888:3888:participant;2181",
        "the password is wrong",
        "http://zk-0:8080/commands",
        "zxid 0x300000a17, basic authentication is off",
      })
  void everythingElseStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void aValueIsASecretByItsName() {
    assertThat(Redaction.valueOf("KEYSTORE_PASSWORD", "pw")).isEqualTo("***");
    assertThat(Redaction.valueOf("secretName", "zk-superuser")).isEqualTo("zk-superuser");
    assertThat(Redaction.valueOf("JVMFLAGS", "-Dx.password=pw")).isEqualTo("-Dx.password=***");
  }
}
