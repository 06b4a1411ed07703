package dev.quorate.local.api.rules;

/**
 * What a kind does with a write of one of its objects; each step works on {@code write.object()}.
 */
interface TypeRules {

  /** Fills in defaults: the writer comes to own them. */
  default void complete(Write write) {}

  /** Fills in what the server picks: nobody owns it. */
  default void allocate(Write write) {}

  /** Adds what is wrong to {@code write.errors()}. */
  default void check(Write write) {}
}
