package dev.quorate.diagnosis;

/**
 * What a person is told of a rule.
 *
 * @param symptom what is the case, as the rest of a sentence that begins with who it is about
 * @param impact what it means for clients, or will mean
 * @param remedy what puts it right, in one sentence
 * @param command what to run next, with {@code {namespace}}, {@code {cluster}} and, for members,
 *     {@code {pod}}
 */
public record Advice(String symptom, String impact, String remedy, String command) {

  /** The command with names filled in. */
  String commandFor(String namespace, String cluster, String pod) {
    return command
        .replace("{namespace}", namespace)
        .replace("{cluster}", cluster)
        .replace("{pod}", pod);
  }
}
