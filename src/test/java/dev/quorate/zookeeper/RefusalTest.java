package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.AdminResult.OutcomeUnknown;
import dev.quorate.zookeeper.AdminResult.Refused;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only what the ensemble certainly did not do counts as refused. */
class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "BADVERSION, BAD_VERSION",
    "NEWCONFIGNOQUORUM, NEW_CONFIG_NO_QUORUM",
    "RECONFIGINPROGRESS, RECONFIG_IN_PROGRESS",
    "NOAUTH, NO_AUTH",
    "AUTHFAILED, NO_AUTH",
    "BADARGUMENTS, BAD_ARGUMENTS",
    "RECONFIGDISABLED, RECONFIG_DISABLED",
    "UNIMPLEMENTED, UNIMPLEMENTED",
    "NOTREADONLY, READ_ONLY",
    "THROTTLEDOP, THROTTLED"
  })
  void isDefinite(Code code, Refusal refusal) {
    var error = KeeperException.create(code, "/zookeeper/config");

    assertThat(CuratorAdminSession.failed(error))
        .isEqualTo(new Refused<>(refusal, refusal.explanation() + " (" + error.getMessage() + ")"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "CONNECTIONLOSS",
        "SESSIONEXPIRED",
        "SESSIONMOVED",
        "OPERATIONTIMEOUT",
        "REQUESTTIMEOUT",
        "SYSTEMERROR",
        "RUNTIMEINCONSISTENCY",
        "MARSHALLINGERROR"
      })
  void isNotClaimedWhenTheRequestMayHaveBeenCarriedOut(Code code) {
    assertThat(CuratorAdminSession.failed(KeeperException.create(code)))
        .isInstanceOf(OutcomeUnknown.class);
  }
}
