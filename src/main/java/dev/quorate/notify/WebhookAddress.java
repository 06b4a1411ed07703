package dev.quorate.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where events are sent to. As text it is scheme, host and port alone: whoever knows the rest of a
 * webhook's address can often send to it.
 */
public record WebhookAddress(URI uri) {
  private static final int LONGEST = 2048;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What is wrong with an address, and what to write instead; never a part of it. */
  public static Optional<String> complaint(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("it is longer than " + LONGEST + " characters; write a shorter one");
    }
    try {
      return complaint(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.of(
          "character %d cannot stand there; write it as %%XX".formatted(e.getIndex() + 1));
    }
  }

  private static Optional<String> complaint(URI uri) {
    if (uri.getScheme() == null || !SCHEMES.contains(scheme(uri))) {
      return Optional.of("it does not begin with http:// or https://; write https://host/path");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(
          "it names a user, which is not sent; write https://host/path and put a bearer token into"
              + " the file that QUORATE_NOTIFY_TOKEN_FILE names");
    }
    if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
      return Optional.of("it has no host, or a port that is none; write https://host:port/path");
    }
    return uri.getRawFragment() == null
        ? Optional.empty()
        : Optional.of("what follows # is not sent; write it without that");
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Whether everybody on the way can read what is sent, a token included. */
  public boolean isPlain() {
    return scheme(uri).equals("http");
  }

  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return scheme(uri) + "://" + uri.getHost() + port;
  }
}
