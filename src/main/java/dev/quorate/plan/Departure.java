package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;

/** How does a member leave the configuration? Others are asked: it could not tell how that went. */
final class Departure {
  private Departure() {}

  static Action.Reconfigure of(PlanInput input, MemberId leaver, String what) {
    return new Action.Reconfigure(
        leaver,
        MembershipChange.leave(leaver),
        input.committed(),
        Contacts.without(input, leaver),
        what);
  }
}
