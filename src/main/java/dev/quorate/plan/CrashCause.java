package dev.quorate.plan;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a container ended, by what was said last in it: words of the shell, the JVM and ZooKeeper
 * that a person may not know how to read, and what they mean. The first that is found tells: what
 * has little to do with ZooKeeper comes first, because its own words follow from that.
 */
public enum CrashCause {
  NO_SHELL(
      "the image has no bash, so it is not a ZooKeeper image; correct spec.image",
      "exec: \"/bin/bash\""),
  NOT_ZOOKEEPER(
      "the image has no zkServer.sh on its PATH, so it is not a ZooKeeper image; correct spec.image",
      "zkServer.sh: not found",
      "zkServer.sh: command not found",
      "zkServer.sh: No such file or directory"),
  NO_JAVA(
      "the image has no java; correct spec.image",
      "java could not be found",
      "java: not found",
      "java: command not found"),
  OTHER_PROCESSOR(
      "the image is made for another kind of processor than the node's",
      "exec format error",
      "Exec format error",
      "cannot execute binary file"),
  JAVA_TOO_OLD(
      "the image's java is too old for its ZooKeeper; correct spec.image",
      "UnsupportedClassVersionError"),
  NO_MEMORY_FOR_HEAP(
      "the machine does not give the JVM the memory that it asks for; lower spec.jvm.heap, or raise"
          + " the memory limit in spec.pod.resources",
      "Could not reserve enough space",
      "Could not allocate compressed class space",
      "insufficient memory for the Java Runtime Environment",
      "unable to create native thread"),
  HEAP_FULL(
      "the heap is full; raise spec.jvm.heap, and the memory limit in spec.pod.resources with it",
      "java.lang.OutOfMemoryError"),
  BAD_JVM_FLAG(
      "java does not understand one of its options; correct spec.jvm",
      "Could not create the Java Virtual Machine"),
  NO_SPACE(
      "a volume is full; raise the size in spec.storage",
      "No space left on device",
      "Disk quota exceeded"),
  VOLUME_NOT_WRITABLE(
      "a volume cannot be written: it is mounted read-only, or belongs to somebody else; look at its"
          + " node, and at securityContext.fsGroup in spec.pod",
      "Read-only file system",
      "Cannot write to data directory",
      "Cannot write to snap directory",
      "Unable to create data directory",
      "Unable to create snap directory"),
  NOT_PERMITTED(
      "the server may not use a file; see who owns the volume (securityContext.fsGroup in"
          + " spec.pod)",
      "Permission denied",
      "AccessDeniedException",
      "Operation not permitted"),
  BAD_DATA(
      "the server cannot start on its data",
      "Unable to run quorum server",
      "Unable to load database on disk",
      "No snapshot found, but there are log entries",
      "is less than the current epoch",
      "is older than the last zxid"),
  PORT_IN_USE(
      "another process has one of its ports; see spec.pod.template (hostNetwork, other containers)",
      "Address already in use"),
  NOT_ITS_ADDRESS(
      "its name leads to an address that is not its own; look at the cluster's DNS",
      "Cannot assign requested address"),
  PORT_NOT_BOUND(
      "its election port cannot be bound: another process has it, or its name leads to an address"
          + " that is not its own",
      "I won't be able to participate in leader election any longer"),
  NOT_LISTED(
      "its number is not in the list of servers that it was started with", "not in the peer list"),
  NO_IDENTITY("its volume does not say which member it is", "myid file is missing"),
  CLASS_MISSING(
      "a class that spec.config or spec.jvm names is not in the image",
      "metrics provider class was not found",
      "ClassNotFoundException",
      "NoClassDefFoundError"),
  BAD_STORE(
      "a key store or trust store cannot be read", "KeyManagerException", "TrustManagerException"),
  BAD_CONFIGURATION(
      "ZooKeeper does not accept its configuration; correct spec.config",
      "Invalid config, exiting abnormally");

  private final String meaning;
  private final Pattern marks;

  CrashCause(String meaning, String... marks) {
    this.meaning = meaning;
    this.marks =
        Pattern.compile(Stream.of(marks).map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** In words that tell what to do. */
  public String meaning() {
    return meaning;
  }

  /** Which of its words was said. */
  public Optional<String> saidIn(String words) {
    return marks.matcher(words).results().map(MatchResult::group).findFirst();
  }

  public static Optional<CrashCause> of(String words) {
    return Arrays.stream(values()).filter(cause -> cause.saidIn(words).isPresent()).findFirst();
  }
}
