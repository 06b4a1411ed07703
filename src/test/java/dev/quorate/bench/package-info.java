/**
 * Benchmarks: each prints a table and asserts nothing about time. Not part of the build; the
 * commands are in docs/benchmarks.md.
 */
package dev.quorate.bench;
