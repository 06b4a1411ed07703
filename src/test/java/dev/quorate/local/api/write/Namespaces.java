package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;

/** Whether a namespace takes new objects. */
public final class Namespaces {
  /** The type of namespaces. */
  public static final GroupResource TYPE = new GroupResource("", "namespaces");

  private Namespaces() {}

  public static void requireActive(Store store, Target target) {
    if (!target.type().namespaced()) {
      return;
    }
    String name = target.namespace();
    ObjectNode namespace =
        store
            .find(new ResourceId(TYPE, "", name))
            .orElseThrow(
                () -> new ApiError(404, "NotFound", "namespaces \"" + name + "\" not found"));
    if (Meta.of(namespace).terminating()) {
      String why =
          "unable to create new content in namespace " + name + " because it is being terminated";
      throw ApiError.forbidden(target.type(), target.name(), why)
          .cause(
              "NamespaceTerminating",
              "namespace " + name + " is being terminated",
              "metadata.namespace");
    }
  }
}
