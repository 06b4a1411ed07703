package dev.quorate.status;

import dev.quorate.model.Reason;
import java.util.Arrays;
import java.util.Optional;

/** The word in {@code status.members[].state}, one for each reason that describes a member. */
enum MemberState {
  SYNCED("Synced", Reason.MEMBER_SYNCED),
  SYNCING("Syncing", Reason.MEMBER_SYNCING),
  WITHOUT_VOTE("WithoutVote", Reason.MEMBER_WITHOUT_VOTE),
  ELECTING("Electing", Reason.MEMBER_ELECTING),
  UNREACHABLE("Unreachable", Reason.MEMBER_UNREACHABLE),
  WIPED("Wiped", Reason.DISK_WIPED),
  MISSING("Missing", Reason.POD_MISSING),
  REFUSED("Refused", Reason.POD_REFUSED),
  PENDING("Pending", Reason.POD_PENDING),
  VOLUME_UNAVAILABLE("VolumeUnavailable", Reason.VOLUME_UNAVAILABLE),
  STARTING("Starting", Reason.POD_STARTING),
  TERMINATING("Terminating", Reason.POD_TERMINATING),
  FAILED("Failed", Reason.POD_FAILED),
  IMAGE_UNAVAILABLE("ImageUnavailable", Reason.IMAGE_UNAVAILABLE),
  CRASH_LOOP("CrashLoop", Reason.CRASH_LOOP);

  private final String text;
  private final Reason reason;

  MemberState(String text, Reason reason) {
    this.text = text;
    this.reason = reason;
  }

  String text() {
    return text;
  }

  Reason reason() {
    return reason;
  }

  static String textOf(Reason reason) {
    return Arrays.stream(values())
        .filter(s -> s.reason == reason)
        .map(MemberState::text)
        .findFirst()
        .orElse(reason.text());
  }

  /** Empty for a word that no version of this operator writes. */
  static Optional<MemberState> parse(String text) {
    return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
  }
}
