package dev.quorate.local.api.tables;

import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Target;

/** Chooses the form of an answer by what the client accepts. */
public final class Renderings {
  private Renderings() {}

  public static Rendering of(Target target, ApiRequest request) {
    String accept = request.http().header("accept").orElse("").split(",", 2)[0];
    if (accept.contains("as=Table")) {
      return new TableRendering(target, request.query().get("includeObject").orElse("Metadata"));
    }
    return accept.contains("as=PartialObjectMetadata")
        ? new MetadataRendering()
        : new PlainRendering(target);
  }
}
