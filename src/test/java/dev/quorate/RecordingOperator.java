package dev.quorate;

/** The operator's own main method around a {@link RecordingLoop}, for a process of its own. */
final class RecordingOperator {
  private RecordingOperator() {}

  public static void main(String[] args) {
    Main.run(System.getenv(), RecordingLoop.factory());
  }
}
