/**
 * Benchmarks: each prints a table and asserts nothing about time. Not part of the build; each class
 * names the command that runs it.
 */
package dev.quorate.bench;
