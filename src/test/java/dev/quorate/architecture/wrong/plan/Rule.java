package dev.quorate.architecture.wrong.plan;

/** Stands for a planning rule. */
public interface Rule {}
