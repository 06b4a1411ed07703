package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.validation.Tables;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Generates the CRD as a tree; the same for the same classes and tables. */
public final class CrdGeneration {
  private CrdGeneration() {}

  /** The CRD of {@link ZookeeperCluster}. */
  public static ObjectNode zookeeperClusters(Tables tables) {
    ObjectNode crd = generated();
    ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
    ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
    ObjectNode spec = (ObjectNode) schema.at("/properties/spec");
    ObjectNode status = (ObjectNode) schema.at("/properties/status");

    ((ObjectNode) spec.path("properties")).remove(SpecFields.NOT_WRITTEN);
    Repairs.apply(schema);
    Descriptions.apply(schema);
    Bounds.apply(spec);
    leaveOpen(spec.at("/properties/pod/properties/affinity/properties/podAffinity"));
    leaveOpen(spec.at("/properties/observers/properties/pod/properties/affinity"));
    leaveOpen(spec.at("/properties/pod/properties/template"));
    leaveOpen(spec.at("/properties/observers/properties/pod/properties/template"));
    ListTypes.apply(status);
    ListTypes.makeTheRestAtomic(schema);
    new TableRules(tables).apply(spec);
    Surface.apply(crd, version, schema);
    return crd;
  }

  /**
   * An object of any content. Templates are guarded by the operator; the affinity of observers
   * would be a fifth of the whole file a second time, what draws pods together would be a third of
   * that and is hardly ever written, and the operator reads both with the types of Kubernetes and
   * refuses what it cannot read.
   */
  private static void leaveOpen(JsonNode affinity) {
    var schema = (ObjectNode) affinity;
    schema.remove("properties");
    schema.put("type", "object");
    schema.put("x-kubernetes-preserve-unknown-fields", true);
  }

  private static ObjectNode generated() {
    var output = new InMemory();
    new CRDGenerator()
        .customResourceClasses(ZookeeperCluster.class)
        .forCRDVersions("v1")
        .withOutput(output)
        .generate();
    try {
      return (ObjectNode) new YAMLMapper().readTree(output.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return bytes;
    }

    @Override
    public void close() {}
  }
}
