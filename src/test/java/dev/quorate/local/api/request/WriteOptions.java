package dev.quorate.local.api.request;

/**
 * How a write is to be done.
 *
 * @param manager who will own the fields
 * @param validation Strict, Warn or Ignore: what to do about unknown fields
 * @param force an apply takes over fields that others own
 */
public record WriteOptions(boolean dryRun, String manager, String validation, boolean force) {
  private static final int LONGEST_MANAGER = 128;

  public static WriteOptions of(ApiRequest request) {
    String dryRun = request.query().get("dryRun").orElse("");
    if (!dryRun.isEmpty() && !dryRun.equals("All")) {
      throw ApiError.badRequest("dryRun: Unsupported value: \"" + dryRun + "\"");
    }
    if (request.manager().length() > LONGEST_MANAGER) {
      throw ApiError.badRequest("fieldManager: Too long: may not be more than 128 bytes");
    }
    return new WriteOptions(
        !dryRun.isEmpty(),
        request.manager(),
        request.query().get("fieldValidation").orElse("Warn"),
        request.query().flag("force"));
  }
}
