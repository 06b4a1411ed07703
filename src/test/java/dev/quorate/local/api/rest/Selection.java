package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.FieldSelector;
import dev.quorate.local.api.request.LabelSelector;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import java.util.Map;
import java.util.function.Predicate;

/** Which objects of a type a list, a watch or a deletion of many is about. */
record Selection(
    Target target, Predicate<Map<String, String>> labels, Predicate<ObjectNode> fields) {

  static Selection of(Target target, ApiRequest request) {
    String labels = request.query().get("labelSelector").orElse("");
    String fields = request.query().get("fieldSelector").orElse("");
    return new Selection(
        target, LabelSelector.parse(labels), FieldSelector.parse(target.type(), fields));
  }

  /** Whether an object can be in it at all, whatever it holds. */
  boolean covers(ResourceId id) {
    return id.type().equals(target.storedType())
        && (target.namespace().isEmpty() || id.namespace().equals(target.namespace()))
        && (target.name().isEmpty() || id.name().equals(target.name()));
  }

  /** Whether an object of the right type and place is selected. */
  boolean selects(ObjectNode object) {
    return labels.test(Meta.of(object).labels()) && fields.test(object);
  }
}
