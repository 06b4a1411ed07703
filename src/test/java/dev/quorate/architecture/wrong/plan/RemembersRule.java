package dev.quorate.architecture.wrong.plan;

/** A rule with a memory decides differently the second time. */
public final class RemembersRule implements Rule {
  int passes;
}
