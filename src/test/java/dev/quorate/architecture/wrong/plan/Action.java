package dev.quorate.architecture.wrong.plan;

/** Stands for what a plan can ask for. */
public interface Action {}
