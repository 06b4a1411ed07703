package dev.quorate.architecture.wrong.model;

/** A value that is none: it can change, and it can be extended. */
public class Changing {
  int count;
}
