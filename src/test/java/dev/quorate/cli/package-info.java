/**
 * Screens as golden files, and commands as a person types them, against the in-process API server.
 */
package dev.quorate.cli;
