package dev.quorate.architecture.wrong.stray;

/** Nobody has said what this package may know. */
public final class NotInTheTable {}
