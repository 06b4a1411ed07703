/**
 * The vocabulary: members, server lines, the committed configuration, the validated ensemble and
 * the reasons that explain every decision. Values only; nothing here does I/O, reads a clock or
 * logs.
 */
package dev.quorate.model;
