package dev.quorate.scenario.load;

/** A client that does the same thing over and over, in a thread of its own. */
interface Actor extends AutoCloseable {

  /** Does it once; returns also when the outcome is unknown. */
  void act() throws InterruptedException;

  /** Sessions that the ensemble has given up; read when the actor has stopped. */
  int sessionsLost();

  @Override
  void close();
}
