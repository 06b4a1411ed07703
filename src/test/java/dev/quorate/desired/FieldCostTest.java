package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.quorate.api.Cost;
import dev.quorate.model.Role;
import dev.quorate.testing.FieldCase;
import dev.quorate.testing.FieldCases;
import dev.quorate.validation.Validated;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes every field of the specification, and looks at what comes out. */
class FieldCostTest {
  private static final String CLAIMS = "/spec/volumeClaimTemplates";
  private static final String TEMPLATE = "/spec/template";
  private static final String CONFIG = "ConfigMap zk-config";

  static Stream<FieldCase> optional() {
    return FieldCases.all().filter(field -> !field.field().isRequired());
  }

  static Stream<FieldCase> restarts() {
    return FieldCases.of(Cost.ROLLING_RESTART);
  }

  static Stream<FieldCase> live() {
    return FieldCases.of(Cost.LIVE);
  }

  static Stream<FieldCase> nothing() {
    return FieldCases.of(Cost.NOTHING);
  }

  static Stream<FieldCase> membership() {
    return FieldCases.of(Cost.MEMBERSHIP_CHANGE);
  }

  static Stream<FieldCase> volumes() {
    return Stream.of(Cost.VOLUME_CHANGE, Cost.NEW_VOLUMES).flatMap(FieldCases::of);
  }

  @ParameterizedTest
  @MethodSource("restarts")
  void aRestartIsAnotherRevisionOfThePodsConcernedAndNothingElse(FieldCase field) {
    var from = Rendered.of(field.with(field.from()));
    var to = from.changedTo(field.with(field.to()));

    assertThat(to.revision(Role.OBSERVER)).isNotEqualTo(from.revision(Role.OBSERVER));
    if (field.field().isOfObservers()) {
      assertThat(to.revision(Role.VOTER)).isEqualTo(from.revision(Role.VOTER));
    } else {
      assertThat(to.revision(Role.VOTER)).isNotEqualTo(from.revision(Role.VOTER));
    }
    assertThat(from.differencesTo(to))
        .isSubsetOf("StatefulSet zk", "StatefulSet zk-observer", CONFIG);
    assertThat(from.setsWithout(TEMPLATE)).isEqualTo(to.setsWithout(TEMPLATE));
  }

  @ParameterizedTest
  @MethodSource("live")
  void whatIsLiveChangesObjectsButNoPod(FieldCase field) {
    var from = Rendered.of(field.with(field.from()));
    var to = from.changedTo(field.with(field.to()));

    assertThat(to.desired().revisions()).isEqualTo(from.desired().revisions());
    assertThat(from.differencesTo(to)).isNotEmpty().doesNotContain(CONFIG);
    assertThat(to.sets(TEMPLATE)).isEqualTo(from.sets(TEMPLATE));
    assertThat(to.sets(CLAIMS)).isEqualTo(from.sets(CLAIMS));
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void whatOnlyTheOperatorReadsChangesNoObjectAndIsNotIgnored(FieldCase field) {
    var from = FieldCase.validated(field.with(field.from()));
    var to = FieldCase.validated(field.with(field.to()));

    assertThat(to).isNotEqualTo(from);
    if (to instanceof Validated.Accepted) {
      var before = Rendered.of(field.with(field.from()));
      assertThat(before.differencesTo(before.changedTo(field.with(field.to())))).isEmpty();
    }
  }

  /** How many pods there are, and who is listed, is decided by the planner alone. */
  @ParameterizedTest
  @MethodSource("membership")
  void membersComeAndGoByThePlannerAlone(FieldCase field) {
    var from = Rendered.of(field.with(field.from()));
    var to = from.changedTo(field.with(field.to()));

    assertThat(from.differencesTo(to)).isEmpty();
    assertThat(to.desired().revisions()).isEqualTo(from.desired().revisions());
    assertThat(Rendered.of(field.with(field.to())).differencesTo(from)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("volumes")
  void otherVolumesAreOtherClaimTemplatesAndNothingElse(FieldCase field) {
    var from = Rendered.of(field.with(field.from()));
    var to = from.changedTo(field.with(field.to()));

    assertThat(to.desired().revisions()).isEqualTo(from.desired().revisions());
    assertThat(from.differencesTo(to))
        .isNotEmpty()
        .isSubsetOf("StatefulSet zk", "StatefulSet zk-observer");
    assertThat(to.setsWithout(CLAIMS)).isEqualTo(from.setsWithout(CLAIMS));
    assertThat(to.sets(CLAIMS)).isNotEqualTo(from.sets(CLAIMS));
  }

  /** Said in the description, because servers write smaller files where there is little room. */
  @Test
  void aVolumeThatGrowsAcrossFourGibibytesTakesARestartAsWell() {
    var size =
        FieldCases.all().filter(f -> f.toString().equals("storage.data.size")).findFirst().get();
    var small = Rendered.of(size.with(new TextNode("3Gi")));

    assertThat(small.changedTo(size.with(new TextNode("3.9Gi"))).desired().revisions())
        .isEqualTo(small.desired().revisions());
    assertThat(small.changedTo(size.with(new TextNode("4Gi"))).desired().revisions())
        .isNotEqualTo(small.desired().revisions());
  }

  /** The empty section that remains means the same as none. */
  @ParameterizedTest
  @MethodSource("optional")
  void whatIsTakenAwayLeavesNothingBehind(FieldCase field) {
    if (FieldCase.validated(field.neverSet()) instanceof Validated.Refused refused) {
      assertThat(FieldCase.validated(field.removed())).isEqualTo(refused);
    } else {
      assertThat(Rendered.of(field.removed()).bytes())
          .isEqualTo(Rendered.of(field.neverSet()).bytes());
    }
  }
}
