package dev.quorate.zookeeper;

import dev.quorate.model.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** As whom a session acts. */
public sealed interface Login {

  /**
   * The user for whom no access control list holds. Every member has the digest of its password;
   * the password itself goes over the wire.
   */
  record Superuser(String password) implements Login {
    /** From the data of the Secret that has the password; empty when that is not there. */
    public static Optional<Superuser> of(Map<String, String> secret) {
      return Optional.ofNullable(secret.get(Keys.PASSWORD))
          .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
          .map(Superuser::new);
    }

    @Override
    public String toString() {
      return "Superuser[password=…]";
    }
  }

  /** Nobody in particular: what any client may do that reaches the port. */
  record Anonymous() implements Login {}
}
