package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Keys;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The account with which the operator changes the membership while ACL checks stay on (hazards Z3,
 * Z4). Members see the digest only; the password stays in this Secret.
 */
public final class SuperuserSecret {
  public static final String USER = "super";

  private SuperuserSecret() {}

  /** The Secret for a password that the caller made up; it is written once and never replaced. */
  public static Secret of(Ensemble ensemble, String password) {
    return new SecretBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().superuser()).build())
        .withType("Opaque")
        .addToData(Keys.DIGEST, base64(digest(password).getBytes(UTF_8)))
        .addToData(Keys.PASSWORD, base64(password.getBytes(UTF_8)))
        .addToData(Keys.USERNAME, base64(USER.getBytes(UTF_8)))
        .build();
  }

  /** As ZooKeeper's {@code DigestAuthenticationProvider.generateDigest}. */
  static String digest(String password) {
    return USER + ":" + base64(sha1((USER + ":" + password).getBytes(UTF_8)));
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
