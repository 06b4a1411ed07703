package dev.quorate.architecture.wrong.reconcile;

import java.util.HashMap;
import java.util.Map;

/** What all threads share and nobody guards. */
public final class Remembers {
  static final Map<String, String> SEEN = new HashMap<>();
  static int passes;
}
