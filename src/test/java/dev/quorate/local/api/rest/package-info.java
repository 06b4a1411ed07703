/** The verbs: from a request to what is read from or written to the store, and the answer. */
package dev.quorate.local.api.rest;
