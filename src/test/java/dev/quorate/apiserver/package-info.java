/**
 * A real Kubernetes control plane on this machine, and the tests that only it can answer: {@code
 * ./mvnw -Papiserver verify}. The conformance tests of {@code dev.quorate.local.api} run on it too.
 */
package dev.quorate.apiserver;
