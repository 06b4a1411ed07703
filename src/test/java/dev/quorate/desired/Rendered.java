package dev.quorate.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import dev.quorate.testing.FieldCase;
import dev.quorate.testing.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All objects of a resource whose members are settled, for comparing them with others. */
record Rendered(Topology topology, DesiredResources desired) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Rendered of(ObjectNode cluster) {
    var ensemble = FieldCase.ensemble(cluster);
    return of(ensemble, Topologies.formed(ensemble));
  }

  private static Rendered of(Ensemble ensemble, Topology topology) {
    return new Rendered(topology, DesiredResources.of(ensemble, topology, DesiredCase.SCRIPTS));
  }

  /** The objects of another resource while the members are still the same. */
  Rendered changedTo(ObjectNode cluster) {
    return of(FieldCase.ensemble(cluster), topology);
  }

  Optional<String> revision(Role role) {
    return role == Role.VOTER
        ? Optional.of(desired.revisions().voters())
        : desired.revisions().observers();
  }

  String bytes() {
    return Serialization.asJson(desired.inApplyOrder());
  }

  /** Kind and name of the objects that are not the same, or that only one of the two has. */
  Set<String> differencesTo(Rendered other) {
    var mine = objects();
    var theirs = other.objects();
    var names = new TreeSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    names.removeIf(name -> Objects.equals(mine.get(name), theirs.get(name)));
    return names;
  }

  /** A part of every StatefulSet. */
  List<JsonNode> sets(String pointer) {
    return sets().map(set -> set.requiredAt(pointer)).toList();
  }

  /** Every StatefulSet without a part. */
  List<JsonNode> setsWithout(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return sets()
        .map(set -> {
          ((ObjectNode) set.requiredAt(pointer.substring(0, slash)))
              .remove(pointer.substring(slash + 1));
          return set;
        })
        .toList();
  }

  private Stream<JsonNode> sets() {
    return objects().values().stream()
        .filter(object -> object.path("kind").asText().equals("StatefulSet"));
  }

  /** The ConfigMap of files has its content in its name, so it goes by another one. */
  private SortedMap<String, JsonNode> objects() {
    var objects = new TreeMap<String, JsonNode>();
    for (HasMetadata object : desired.inApplyOrder()) {
      String name = object.getMetadata().getName().replaceFirst("-config-.*", "-config");
      objects.put(object.getKind() + " " + name, JSON.valueToTree(object));
    }
    return objects;
  }
}
