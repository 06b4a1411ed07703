package dev.quorate.zookeeper;

/** The parser of each word. */
final class Parsers {
  private Parsers() {}

  static Reading<?> read(Word word, Answer answer) {
    return switch (word) {
      case SRVR -> SrvrReport.read(answer);
      case MNTR -> MntrReport.read(answer);
      case CONF -> ConfReport.read(answer);
      case RUOK -> Ruok.read(answer);
      case ISRO -> Isro.read(answer);
      case HASH -> HashReport.read(answer);
    };
  }
}
