package dev.quorate.local.api.http;

/** Decides the answer to a request; called on a virtual thread of the request's connection. */
@FunctionalInterface
public interface HttpHandler {
  /** Must not throw for anything the client did wrong. */
  HttpAnswer answer(HttpRequest request) throws InterruptedException;
}
