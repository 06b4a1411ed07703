package dev.quorate.scenario.load;

import java.util.List;

/** A client that does the same thing over and over, in a thread of its own. */
interface Actor extends AutoCloseable {

  /** Does it once; returns also when the outcome is unknown. */
  void act() throws InterruptedException;

  /** What happened to each session that the ensemble has given up; read when it has stopped. */
  List<String> sessionsLost();

  @Override
  void close();
}
