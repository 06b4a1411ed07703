package dev.quorate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts on the volumes of a member what earlier lives of it would have left there. */
public record MemberVolume(ScriptedMember member) {

  /** A member of a formed ensemble: identity, database, and the list that ZooKeeper wrote. */
  public static MemberVolume ofMember(ScriptedMember member, String version, List<String> lines)
      throws IOException {
    return new MemberVolume(member).identity(member.id()).database().list(version, lines);
  }

  public MemberVolume identity(int id) throws IOException {
    Files.writeString(member.data().resolve("myid"), id + "\n");
    return this;
  }

  public MemberVolume database() throws IOException {
    var database = Files.createDirectories(member.data().resolve("version-2"));
    Files.writeString(database.resolve("snapshot.100000002"), "a snapshot");
    if (Files.isDirectory(member.log())) {
      Files.createDirectories(member.log().resolve("version-2"));
    }
    return this;
  }

  /** As ZooKeeper writes it: without a newline at the end. */
  public MemberVolume list(String version, List<String> lines) throws IOException {
    return rawList(version, String.join("\n", lines));
  }

  public MemberVolume rawList(String version, String text) throws IOException {
    Files.createDirectories(member.conf());
    Files.writeString(listFile(version), text);
    return this;
  }

  public Path listFile(String version) {
    return member.conf().resolve("zoo.cfg.dynamic." + version);
  }
}
