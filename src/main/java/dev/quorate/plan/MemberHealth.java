package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;

/**
 * What one member is doing, in one word and one sentence.
 *
 * @param message empty when the word says it all
 */
public record MemberHealth(MemberId id, Reason reason, String message) {
  public boolean isSynced() {
    return reason == Reason.MEMBER_SYNCED;
  }
}
