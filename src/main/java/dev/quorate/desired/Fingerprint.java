package dev.quorate.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A short name for content: the same for equal content, in every version of the operator. Ten
 * characters that may stand in any Kubernetes name and spell no words.
 */
public final class Fingerprint {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 10;

  private Fingerprint() {}

  /** Of anything that can be written as JSON. */
  public static String of(Object content) {
    var number = new BigInteger(1, sha256(CanonicalJson.text(content)));
    var radix = BigInteger.valueOf(ALPHABET.length());
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      var parts = number.divideAndRemainder(radix);
      text.append(ALPHABET.charAt(parts[1].intValue()));
      number = parts[0];
    }
    return text.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
