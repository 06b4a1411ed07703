/**
 * A whole Kubernetes cluster of one node in this JVM: API server, controllers, and a kubelet whose
 * pods are processes of this machine; for tests, and for {@code ./mvnw -Plocal}. Wires the parts of
 * the packages below it and starts the operator beside them; has no behaviour of its own.
 */
package dev.quorate.local;
