package dev.quorate.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quorate.model.Labels;
import dev.quorate.model.Occurrence;

/**
 * An occurrence as a CloudEvent, version 1.0, in the structured mode of the JSON format.
 *
 * @param id the same in every attempt to send it, another one when the same thing happens again
 * @param source path of the resource in the Kubernetes API
 * @param subject pod of the member that it is about, else the cluster
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "data"
})
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    String time,
    String datacontenttype,
    Data data) {
  static final String MEDIA_TYPE = "application/cloudevents+json";

  private static final String TYPE = "dev.quorate.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What happened.
   *
   * @param severity type of the Kubernetes event: Normal or Warning
   * @param remedy what a person can do
   * @param member pod of the member that it is about, null when it is about none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"reason", "severity", "message", "remedy", "namespace", "cluster", "member"})
  record Data(
      String reason,
      String severity,
      String message,
      String remedy,
      String namespace,
      String cluster,
      String member) {}

  static CloudEvent of(Occurrence occurrence) {
    var told = occurrence.announcement();
    var member = told.member();
    return new CloudEvent(
        "1.0",
        occurrence.identity() + "-" + occurrence.at().toEpochMilli(),
        "/apis/%s/v1alpha1/namespaces/%s/zookeeperclusters/%s"
            .formatted(Labels.GROUP, occurrence.namespace(), occurrence.cluster()),
        TYPE + told.reason().text(),
        member.orElse(occurrence.cluster()),
        occurrence.at().toString(),
        "application/json",
        new Data(
            told.reason().text(),
            told.type(),
            told.message(),
            told.reason().remedy(),
            occurrence.namespace(),
            occurrence.cluster(),
            member.orElse(null)));
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text can always be written as JSON", e);
    }
  }
}
