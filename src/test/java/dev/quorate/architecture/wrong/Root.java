package dev.quorate.architecture.wrong;

/** Stands for a composition root. */
public final class Root {}
