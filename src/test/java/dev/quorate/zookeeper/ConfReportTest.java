package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.QuorumConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfReportTest {
  private static final String SETTINGS =
      """
      clientPort=2181
      dataDir=/data/version-2
      dataLogDir=/datalog/version-2
      tickTime=2000
      serverId=2
      """;
  private static final String MEMBERSHIP =
      """
      server.1=zk-0.zk-members:2888:3888:participant;zk-0.zk-members:2181
      server.2=zk-1.zk-members:2888:3888:participant;zk-1.zk-members:2181
      version=30000002a\
      """;
  private static final String ANSWER = SETTINGS + "membership: \n" + MEMBERSHIP;

  @Test
  void readsSettingsAndMembership() {
    var conf = report(ANSWER);

    assertThat(conf.serverId()).isEqualTo(2);
    assertThat(conf.clientPort()).isEqualTo(2181);
    assertThat(conf.tickTime()).isEqualTo(2000);
    assertThat(conf.dataDir()).isEqualTo("/data/version-2");
    assertThat(conf.dataLogDir()).isEqualTo("/datalog/version-2");
    assertThat(conf.membership()).isEqualTo(QuorumConfig.parse(MEMBERSHIP)).isPresent();
    assertThat(conf.membership().orElseThrow().versionHex()).isEqualTo("30000002a");
  }

  @ParameterizedTest
  @MethodSource("dev.quorate.zookeeper.RecordedAnswers#versions")
  void keepsEverySetting(String version) {
    var answer = RecordedAnswers.text(version, "follower", Word.CONF);

    assertThat(report(answer).settings())
        .containsEntry("initLimit", "20")
        .containsEntry("syncLimit", "5")
        .containsEntry("minSessionTimeout", "2000")
        .containsEntry("peerType", "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serverId=2 | serverId=two | serverId is not a number: 'two'",
        "serverId=2 | serverId=99999999999 | serverId is out of range: '99999999999'",
        "serverId=2 | peerType=0 | the answer has no field 'serverId'",
        "version=30000002a | version=3 | the config version is cut off: '3'",
        "version=30000002a | version= | not a membership: 'server.1=zk-0.zk-members:2888:3888:participant;zk-0.zk-membe…'",
        "zk-1.zk-members:2888 | zk-1.zk-members:99999999999 | not a membership: 'server.1=zk-0.zk-members:2888:3888:participant;zk-0.zk-membe…'",
        "server.2= | server.1= | not a membership: 'server.1=zk-0.zk-members:2888:3888:participant;zk-0.zk-membe…'"
      })
  void saysWhatItCannotRead(String text, String replacement, String why) {
    assertThat(read(ANSWER.replace(text, replacement))).isEqualTo(new Reading.Unreadable<>(why));
  }

  @Test
  void hasNoMembershipWhenTheServerTakesPartInNoQuorum() {
    assertThat(report(SETTINGS).membership()).isEmpty();
  }

  private static ConfReport report(String text) {
    var reading = read(text);
    assertThat(reading).isInstanceOf(Reading.Report.class);
    return ((Reading.Report<ConfReport>) reading).value();
  }

  private static Reading<ConfReport> read(String text) {
    return ConfReport.read(new Answer.Text(text));
  }
}
