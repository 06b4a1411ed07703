/**
 * Schemas as OpenAPI trees, those of definitions and those of built-in types alike, and what the
 * server does with them: defaulting, pruning, validation.
 */
package dev.quorate.local.api.schema;
