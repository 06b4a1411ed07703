package dev.quorate.cli;

import java.io.PrintWriter;
import java.time.Clock;

/**
 * What commands get from whoever starts them.
 *
 * @param terminal whether somebody watches, and colours and redrawing make sense
 * @param routes how members are reached
 */
record Surroundings(
    PrintWriter out, PrintWriter err, Clock clock, boolean terminal, MemberRoutes routes) {}
