package dev.quorate.validation;

/** One question about a specification; it never throws and refuses nothing twice. */
@FunctionalInterface
interface Rule {
  void check(Subject subject, Findings findings);
}
