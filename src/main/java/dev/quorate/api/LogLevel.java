package dev.quorate.api;

/** Least severe message that is logged. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  OFF
}
