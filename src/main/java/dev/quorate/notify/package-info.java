/**
 * Tells a webhook what the operator announces: CloudEvents over HTTP, in order, beside the loop. A
 * receiver that is slow or away costs events, never a reconcile.
 */
package dev.quorate.notify;
