package dev.quorate.local.api.request;

/**
 * One thing that is wrong with an object, worded as Kubernetes words it.
 *
 * @param reason machine-readable: FieldValueInvalid, FieldValueRequired …
 * @param field path such as {@code spec.replicas}
 * @param detail what follows the path in the message, {@code Invalid value: 0: must be …}
 */
public record FieldError(String reason, String field, String detail) {

  /** A value that is not acceptable; {@code shown} is the value as JSON. */
  public static FieldError invalid(String field, String shown, String detail) {
    return new FieldError("FieldValueInvalid", field, "Invalid value: " + shown + ": " + detail);
  }

  /** A change that is not allowed. */
  public static FieldError forbidden(String field, String detail) {
    return new FieldError("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  /** A value that has to be there. */
  public static FieldError required(String field, String detail) {
    return new FieldError(
        "FieldValueRequired",
        field,
        detail.isEmpty() ? "Required value" : "Required value: " + detail);
  }

  @Override
  public String toString() {
    return field + ": " + detail;
  }
}
