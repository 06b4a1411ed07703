package dev.quorate.cli;

import dev.quorate.api.ProblemStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is wrong in plain words: each cause, what follows from it, and the next command. */
final class DoctorScreen {
  private static final String STEP = "  ";

  private final Examination found;
  private final Page page;

  private DoctorScreen(Examination found, Ink ink) {
    this.found = found;
    this.page = new Page(ink);
  }

  static List<String> of(Examination found, Ink ink) {
    return new DoctorScreen(found, ink).lines();
  }

  private List<String> lines() {
    page.line(headline());
    if (!found.operator().troubles().isEmpty()) {
      page.gap().line(page.ink().paint(Tone.BAD, "The operator does not answer."));
      found.operator().troubles().forEach(trouble -> page.prose(STEP, trouble));
    }
    found
        .notExamined()
        .ifPresent(why -> page.gap().prose("", "The members have not been examined: " + why + "."));
    List<ProblemStatus> told = new ArrayList<>();
    found.causes().forEach(cause -> tell(cause, "", told));
    // Two that explain each other are no cause, and must not be lost.
    found.problems().stream().filter(p -> !told.contains(p)).forEach(p -> tell(p, "", told));
    if (!found.operator().notes().isEmpty()) {
      page.gap();
      found.operator().notes().forEach(note -> page.prose("", note));
    }
    return page.all();
  }

  private String headline() {
    String who = "%s in %s: ".formatted(page.ink().strong(found.cluster()), found.namespace());
    if (found.isClear()) {
      return who + page.ink().paint(Tone.GOOD, "nothing is wrong") + remarks();
    }
    int problems = found.problems().size();
    if (problems == 0) {
      return who + page.ink().paint(Tone.WARNING, "not known");
    }
    int causes = found.causes().size();
    return who
        + page.ink().paint(Tone.BAD, problems == 1 ? "1 problem" : problems + " problems")
        + (problems == 1 || causes == 0
            ? ""
            : causes == 1 ? " with 1 cause" : " with %d causes".formatted(causes));
  }

  private String remarks() {
    int remarks = found.problems().size();
    return remarks == 0 ? "" : remarks == 1 ? "; 1 remark" : "; %d remarks".formatted(remarks);
  }

  private void tell(ProblemStatus problem, String indent, List<ProblemStatus> told) {
    if (told.contains(problem)) {
      return;
    }
    told.add(problem);
    page.gap();
    page.line(indent + title(problem, indent.isEmpty()));
    String inner = indent + STEP;
    page.prose(inner, Objects.toString(problem.message(), ""));
    if (problem.command() != null) {
      page.line(inner + "next: " + page.ink().strong(problem.command()));
    }
    Examination.runbook(problem).ifPresent(file -> page.line(inner + "explained in " + file));
    found.consequencesOf(problem).forEach(p -> tell(p, indent + STEP + STEP, told));
  }

  private String title(ProblemStatus problem, boolean isCause) {
    String about = problem.member() == null ? "" : " of " + problem.member();
    return "%s%s%s, for %s"
        .formatted(
            isCause ? "" : "so also: ",
            page.ink().paint(LevelTone.of(problem), problem.level() + " " + problem.rule()),
            about,
            Amounts.since(problem.since(), found.now()));
  }
}
