/**
 * The command line for a person with a kubeconfig, also as {@code kubectl zk}. Commands are thin:
 * they read facts and print a screen, which is a pure function of these facts. It changes nothing
 * but the annotations that are documented for people, and znodes of its own for as long as a
 * benchmark runs; nobody else knows it.
 */
package dev.quorate.cli;
