package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.store.Json;
import java.util.Map;

/** Answers in the content types of the API. */
public final class Answers {
  private Answers() {}

  public static HttpAnswer.Full json(int status, JsonNode body) {
    return new HttpAnswer.Full(status, Map.of("Content-Type", "application/json"), Json.text(body));
  }

  public static HttpAnswer.Full text(int status, String body) {
    return new HttpAnswer.Full(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
  }

  public static HttpAnswer.Full error(ApiError error) {
    HttpAnswer.Full answer = json(error.code(), error.status());
    JsonNode retry = error.status().at("/details/retryAfterSeconds");
    return retry.isMissingNode() ? answer : answer.with("Retry-After", retry.asText());
  }
}
