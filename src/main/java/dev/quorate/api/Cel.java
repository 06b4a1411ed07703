package dev.quorate.api;

/** CEL rules that several fields share. */
final class Cel {
  private Cel() {}

  static final String KEYS =
      "self.all(k,"
          + " k.matches(r'^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'))";
  static final String KEYS_MESSAGE =
      "not the key of a label or annotation; write letters, digits and - _ . inside, after a domain"
          + " and a slash if need be";

  static final String LABEL_VALUES =
      "self.all(k, self[k].matches(r'^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$'))";
  static final String LABEL_VALUES_MESSAGE =
      "not the value of a label; write at most 63 letters, digits and the characters - _ . inside";

  static final String NOT_OWNED =
      "self.all(k,"
          + " !k.matches(r'^(zookeeper\\.quorate\\.dev/.*|statefulset\\.kubernetes\\.io/.*|apps\\.kubernetes\\.io/.*"
          + "|controller-revision-hash|app\\.kubernetes\\.io/(name|managed-by|component)|kubectl\\.kubernetes\\.io/.*)$'))";
  static final String NOT_OWNED_MESSAGE =
      "has a key that belongs to the operator or to Kubernetes; remove it, or choose another key";

  static final String OBJECT_NAME = "self.matches('^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$')";
  static final String OBJECT_NAME_MESSAGE =
      "not the name of an object; write lower-case letters, digits, dashes and dots";
}
