package dev.quorate.cli;

import dev.quorate.api.ProblemStatus;
import java.util.List;

/** What the doctor found, for programs. */
record DoctorReport(
    String namespace,
    String name,
    boolean clear,
    String notExamined,
    List<String> operator,
    List<String> notes,
    List<ProblemStatus> problems) {

  static DoctorReport of(Examination found) {
    return new DoctorReport(
        found.namespace(),
        found.cluster(),
        found.isClear(),
        found.notExamined().orElse(null),
        found.operator().troubles(),
        found.operator().notes(),
        found.problems());
  }
}
