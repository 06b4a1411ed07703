/**
 * What a request says: its target, verb, options, selectors and body, and the errors that refuse
 * it. Reads no stored object.
 */
package dev.quorate.local.api.request;
