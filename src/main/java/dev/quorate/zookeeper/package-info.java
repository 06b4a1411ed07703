/**
 * The only package that talks to ZooKeeper: the four-letter words with one parser an answer, the
 * administrator's session for reconfigurations and barrier writes, and the session in which the
 * performance probe makes its rounds. Expected failures are values, not exceptions, because a
 * planner has to reason about them. What an answer means for the ensemble is decided elsewhere.
 */
package dev.quorate.zookeeper;
