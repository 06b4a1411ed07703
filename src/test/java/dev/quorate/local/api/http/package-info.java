/**
 * A small HTTP/1.1 server on 127.0.0.1: requests read whole, answers sent whole or streamed as
 * chunks or WebSocket messages. Knows nothing of Kubernetes.
 */
package dev.quorate.local.api.http;
