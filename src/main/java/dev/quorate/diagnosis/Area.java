package dev.quorate.diagnosis;

/** What a problem is about, in the order in which causes are looked for. */
public enum Area {
  QUORUM("quorum and configuration"),
  POD("pod and data"),
  DISK("disk"),
  PROCESS("memory and pauses"),
  NETWORK("network and names"),
  CLIENTS("clients and load");

  private final String text;

  Area(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
