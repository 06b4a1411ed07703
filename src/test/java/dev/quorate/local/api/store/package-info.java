/**
 * Objects as JSON trees by identity, one revision counter, a bounded history, and subscriptions to
 * it. Knows metadata, but no kinds, no verbs and no HTTP.
 */
package dev.quorate.local.api.store;
