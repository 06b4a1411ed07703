package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Bodies;
import java.util.Optional;

/** Answers questions about permissions: everything is allowed to everybody. */
final class Reviews {
  private Reviews() {}

  static Optional<HttpAnswer.Full> answer(ApiRequest request) {
    if (!request.group().equals("authorization.k8s.io") || !request.verb().equals("create")) {
      return Optional.empty();
    }
    if (!(Bodies.tree(request.http()) instanceof ObjectNode review)) {
      throw ApiError.badRequest("the body is not an object");
    }
    ObjectNode status = review.putObject("status");
    switch (request.resource()) {
      case "selfsubjectaccessreviews" -> status.put("allowed", true);
      case "selfsubjectrulesreviews" -> rules(status);
      default -> throw ApiError.noSuchResource();
    }
    return Optional.of(Answers.json(201, review));
  }

  private static void rules(ObjectNode status) {
    ObjectNode rule = status.putArray("resourceRules").addObject();
    rule.putArray("verbs").add("*");
    rule.putArray("apiGroups").add("*");
    rule.putArray("resources").add("*");
    status.putArray("nonResourceRules");
    status.put("incomplete", false);
  }
}
