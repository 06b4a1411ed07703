package dev.quorate.zookeeper;

/** As whom a session acts. */
public sealed interface Login {

  /**
   * The user for whom no access control list holds. Every member has the digest of its password;
   * the password itself goes over the wire.
   */
  record Superuser(String password) implements Login {
    @Override
    public String toString() {
      return "Superuser[password=…]";
    }
  }

  /** Nobody in particular: what any client may do that reaches the port. */
  record Anonymous() implements Login {}
}
