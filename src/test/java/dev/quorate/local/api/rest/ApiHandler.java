package dev.quorate.local.api.rest;

import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.http.HttpHandler;
import dev.quorate.local.api.http.HttpRequest;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.types.ResourceTypes;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front door: applies injected faults, answers, and writes the audit log. */
public final class ApiHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private final Discovery discovery;
  private final OpenApi openApi;
  private final ResourceHandler resources;
  private final Audit audit;
  private final Faults faults;

  public ApiHandler(ResourceTypes types, ResourceHandler resources, Audit audit, Faults faults) {
    this.discovery = new Discovery(types);
    this.openApi = new OpenApi(types);
    this.resources = resources;
    this.audit = audit;
    this.faults = faults;
  }

  @Override
  public HttpAnswer answer(HttpRequest http) throws InterruptedException {
    ApiRequest request = ApiRequest.of(http);
    HttpAnswer answer = faults.around(request, () -> decided(request));
    audit.record(request, answer);
    return answer;
  }

  private HttpAnswer decided(ApiRequest request) {
    try {
      return first(
          () -> discovery.answer(request.http().path()),
          () -> openApi.answer(request.http()),
          () -> Reviews.answer(request),
          () ->
              request.resource().isEmpty()
                  ? Optional.empty()
                  : Optional.of(resources.answer(request)));
    } catch (ApiError e) {
      return Answers.error(e);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{} {} failed", request.http().method(), request.http().path(), e);
      return Answers.error(new ApiError(500, "InternalError", "Internal error occurred: " + e));
    }
  }

  @SafeVarargs
  private static HttpAnswer first(Supplier<Optional<? extends HttpAnswer>>... answers) {
    for (var answer : answers) {
      Optional<? extends HttpAnswer> given = answer.get();
      if (given.isPresent()) {
        return given.get();
      }
    }
    throw ApiError.noSuchResource();
  }
}
