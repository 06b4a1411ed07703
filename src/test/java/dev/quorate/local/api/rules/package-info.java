/** What each kind adds to a write: defaults, values that the server picks, and what it refuses. */
package dev.quorate.local.api.rules;
