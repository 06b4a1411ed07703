package dev.quorate.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The four-letter words on the allow-list of our members: cheap ones that disclose no client. */
public enum Word {
  SRVR,
  MNTR,
  CONF,
  RUOK,
  ISRO,
  HASH;

  /** The word as it is sent. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }
}
