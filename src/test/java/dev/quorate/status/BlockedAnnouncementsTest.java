package dev.quorate.status;

import static dev.quorate.testing.ObservedStates.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedAnnouncementsTest {

  private static Pass pass(String situation) {
    return StatusCases.all()
        .filter(c -> c.name().equals(situation))
        .findFirst()
        .orElseThrow()
        .pass();
  }

  @ParameterizedTest
  @CsvSource({
    "foreign-member, Warning ForeignMember",
    "a-joiner-takes-too-long, Warning JoiningTakesLong",
    "a-volume-cannot-grow, Warning VolumeCannotGrow",
    "a-volume-cannot-shrink, Warning VolumeChangeRefused",
    "volumes-of-another-class, Warning VolumeClassDiffers",
    "progress-deadline-exceeded, Warning ProgressDeadlineExceeded",
    "waiting-for-window, Normal WaitingForWindow"
  })
  void tellsOnceWhatMayLast(String situation, String headline) {
    var story = Story.after(Passes.three(healthy(3))).then(pass(situation)).then(pass(situation));

    assertThat(story.headlines()).filteredOn(told -> told.startsWith(headline)).hasSize(1);
  }

  @Test
  void tellsNothingOfWhatWasThereWhenItBegan() {
    assertThat(new Story().then(pass("foreign-member")).headlines())
        .noneMatch(told -> told.contains("ForeignMember"));
  }

  @Test
  void aServerThatIsNoMemberIsNoPodOfTheEvent() {
    var told = Story.after(Passes.three(healthy(3))).then(pass("foreign-member")).told();

    assertThat(told).anyMatch(text -> text.startsWith("Warning ForeignMember : "));
  }

  @Test
  void tellsThatVolumesHaveGrown() {
    var story = Story.after(pass("a-volume-grows")).then(pass("a-volume-grows"));
    assertThat(story.headlines()).doesNotContain("Normal VolumesGrown");

    story.then(pass("the-set-is-replaced"));
    assertThat(story.headlines()).contains("Normal VolumesGrown");
    assertThat(story.then(Passes.three(healthy(3))).headlines())
        .filteredOn(told -> told.contains("VolumesGrown"))
        .hasSize(1);
  }

  @Test
  void aGrowthThatFailedHasNotGrown() {
    var story = Story.after(pass("a-volume-grows")).then(pass("a-volume-cannot-grow"));

    assertThat(story.headlines()).noneMatch(told -> told.contains("VolumesGrown"));
  }
}
