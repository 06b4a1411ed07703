package dev.quorate.local.api.rest;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.quorate.local.api.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The OpenAPI v2 document, as Protobuf: kubectl up to 1.28 reads it before it applies anything, and
 * looks up in it whether a patch of a Namespace can be validated and tried by the server, which it
 * then believes of all types. It says no more than that.
 */
final class OpenApiV2 {
  private static final String TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private OpenApiV2() {}

  /** The document as a stream, since it is binary. */
  static HttpAnswer answer() {
    byte[] document = document().toByteArray();
    return new HttpAnswer.Stream(TYPE, sink -> sink.send(document));
  }

  private static ByteString document() {
    ByteString info = message(f -> f.text(1, "Kubernetes").text(2, "v1.33.4"));
    ByteString item = message(f -> f.bytes(8, patchOfNamespaces()));
    ByteString path = message(f -> f.text(1, "/api/v1/namespaces/{name}").bytes(2, item));
    ByteString paths = message(f -> f.bytes(2, path));
    return message(f -> f.text(1, "2.0").bytes(2, info).bytes(8, paths));
  }

  private static ByteString patchOfNamespaces() {
    ByteString kind = message(f -> f.text(2, "group: \"\"\nkind: Namespace\nversion: v1\n"));
    ByteString extension =
        message(f -> f.text(1, "x-kubernetes-group-version-kind").bytes(2, kind));
    return message(f ->
        f.bytes(8, parameter("dryRun"))
            .bytes(8, parameter("fieldValidation"))
            .bytes(13, extension));
  }

  /** A query parameter, inside the choices that it is one of. */
  private static ByteString parameter(String name) {
    ByteString query = message(f -> f.text(2, "query").text(4, name).text(5, "string"));
    ByteString notOfBody = message(f -> f.bytes(3, query));
    ByteString parameter = message(f -> f.bytes(2, notOfBody));
    return message(f -> f.bytes(1, parameter));
  }

  /** Fields of a message by number. */
  private record Fields(CodedOutputStream out) {
    Fields text(int number, String value) {
      return write(() -> out.writeString(number, value));
    }

    Fields bytes(int number, ByteString value) {
      return write(() -> out.writeBytes(number, value));
    }

    private Fields write(Write write) {
      try {
        write.run();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private interface Content {
    Fields of(Fields fields);
  }

  private static ByteString message(Content content) {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    content.of(new Fields(out)).write(out::flush);
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
