package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.MemberVolume;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set aside when a member is not listed, what it keeps, and for how long. */
class SetAsideDataTest {
  private ScriptedEnsemble ensemble;
  private ScriptedMember member;
  private List<String> lines;

  @BeforeEach
  void threeVoters(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.ofFakes(folder);
    var voters = ensemble.voters(3);
    member = voters.get(1);
    lines = voters.stream().map(voter -> voter.line("participant")).toList();
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  private void takenOut() throws Exception {
    ensemble.membership(List.of(lines.get(0), lines.get(2)));
  }

  private List<String> setAside() throws Exception {
    return member.files(member.data(), "set-aside-*");
  }

  @Test
  void theDataOfAnotherMemberWithItsIdentity() throws Exception {
    new MemberVolume(member).identity(3).database().list("100000000", lines);
    takenOut();

    assertThat(member.startAndEnd().said().getFirst())
        .startsWith("server.2 joins as an observer: the volume belongs to another member");
    assertThat(member.data().resolve("myid")).hasContent("2");
    var kept = member.data().resolve(setAside().getFirst());
    assertThat(kept.resolve("myid")).hasContent("3");
    assertThat(member.files(kept, "*")).containsExactly("conf", "myid", "version-2");
  }

  @Test
  void theDataOfAnotherCluster() throws Exception {
    MemberVolume.ofMember(
        member, "100000000", lines.stream().map(line -> line.replace(".test.", ".prod.")).toList());
    takenOut();

    assertThat(member.startAndEnd().said().getFirst()).contains("server.2 joins as an observer");
    assertThat(setAside()).hasSize(1);
  }

  /** It follows since it left, and a leader has confirmed that it has everything. */
  @Test
  void notTheDataOfOneThatIsListedToJoin() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines)
        .list("200000005", List.of(lines.get(0), lines.get(2)));
    List<String> joining = new ArrayList<>(lines);
    joining.set(1, member.line("observer"));
    ensemble.membership(joining);

    assertThat(member.startAndEnd().said())
        .anyMatch(line -> line.startsWith("keeping what it has"));
    assertThat(setAside()).isEmpty();
    assertThat(member.data().resolve("version-2/snapshot.100000002")).exists();
  }

  @Test
  void itIsKeptForAWeek() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    folder("set-aside-20260101T000000Z", Duration.ofDays(8));
    folder("set-aside-20260102T000000Z", Duration.ofDays(6));
    folder("somebody-elses", Duration.ofDays(900));

    var said = member.startAndEnd().said();

    assertThat(said)
        .contains(
            member.data().resolve("set-aside-20260101T000000Z") + " is older than 7 days: deleted");
    assertThat(setAside()).containsExactly("set-aside-20260102T000000Z");
    assertThat(member.data().resolve("somebody-elses")).exists();
  }

  @Test
  void whileTheMemberHasNoDataItself() throws Exception {
    folder("set-aside-20260101T000000Z", Duration.ofDays(8));

    member.startAndEnd();

    assertThat(setAside()).containsExactly("set-aside-20260101T000000Z");
  }

  @Test
  void theOldestGoesWhenSpaceIsNeeded() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    folder("set-aside-20260101T000000Z", Duration.ofDays(2));
    folder("set-aside-20260102T000000Z", Duration.ofDays(1));
    member.withProgram("df", "[[ -e $2/set-aside-20260101T000000Z ]] && echo 95% || echo 50%");

    member.startAndEnd();

    assertThat(setAside()).containsExactly("set-aside-20260102T000000Z");
  }

  private void folder(String name, Duration age) throws Exception {
    var folder = Files.createDirectories(member.data().resolve(name));
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
  }
}
