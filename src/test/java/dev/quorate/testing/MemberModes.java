package dev.quorate.testing;

import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Word;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/** What members say they are: {@code leader}, {@code follower}, {@code observer}, or nothing. */
public final class MemberModes {
  /** A member that does not serve clients, or does not answer at all. */
  public static final String NONE = "-";

  private static final FourLetterWords WORDS = new FourLetterWords(Duration.ofMillis(500));

  private MemberModes() {}

  public static String of(ScriptedMember member) {
    return at(member.address());
  }

  /** What the server at an address says that it is. */
  public static String at(String address) {
    return ask(address, Word.SRVR)
        .lines()
        .filter(line -> line.startsWith("Mode: "))
        .map(line -> line.substring("Mode: ".length()))
        .findFirst()
        .orElse(NONE);
  }

  /** The epoch of the newest write of the server at an address; 0 when it does not serve. */
  public static long epoch(String address) {
    return ask(address, Word.SRVR)
        .lines()
        .filter(line -> line.startsWith("Zxid: 0x"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring("Zxid: 0x".length()), 16) >>> 32)
        .findFirst()
        .orElse(0);
  }

  /** The modes of the members, in their order. */
  public static List<String> of(List<ScriptedMember> members) {
    return members.stream().map(MemberModes::of).toList();
  }

  /** Waits until these modes, in any order, are what the members say. */
  public static void await(List<ScriptedMember> members, String... expected) {
    Awaitility.await("modes of the members")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> of(members).stream().sorted().toList(),
            List.of(expected).stream().sorted(Comparator.naturalOrder()).toList()::equals);
  }

  /** Empty when there is no usable answer. */
  public static String ask(ScriptedMember member, Word word) {
    return ask(member.address(), word);
  }

  /** What the server at an address answers; empty when there is no usable answer. */
  public static String ask(String address, Word word) {
    return switch (WORDS.ask(address, 2181, word, Duration.ofSeconds(2))) {
      case Answer.Text(var text) -> text;
      case Answer.Failed _ -> "";
    };
  }
}
