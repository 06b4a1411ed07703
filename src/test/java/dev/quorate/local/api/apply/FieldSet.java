package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * A set of paths in an object, in the elements that FieldsV1 uses: {@code f:name}, {@code
 * k:{"key":…}}, {@code v:"value"}. A path can be in the set without those below it, and the other
 * way round.
 */
public final class FieldSet {
  private final SortedSet<String> members = new TreeSet<>();
  private final SortedMap<String, FieldSet> children = new TreeMap<>();

  /** Reads FieldsV1. */
  public static FieldSet parse(JsonNode fields) {
    var set = new FieldSet();
    for (var entry : fields.properties()) {
      if (!entry.getKey().equals(".")) {
        FieldSet below = parse(entry.getValue());
        if (below.isEmpty() || entry.getValue().has(".")) {
          set.members.add(entry.getKey());
        }
        if (!below.isEmpty()) {
          set.children.put(entry.getKey(), below);
        }
      }
    }
    return set;
  }

  /** Writes FieldsV1. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    SortedSet<String> elements = new TreeSet<>(members);
    elements.addAll(children.keySet());
    for (String element : elements) {
      ObjectNode below = json.putObject(element);
      if (children.containsKey(element)) {
        if (members.contains(element)) {
          below.putObject(".");
        }
        below.setAll(children.get(element).toJson());
      }
    }
    return json;
  }

  /** Puts a path of one element into the set. */
  void add(String element) {
    members.add(element);
  }

  /** The paths below an element, to add to. */
  FieldSet below(String element) {
    return children.computeIfAbsent(element, e -> new FieldSet());
  }

  /** The paths below an element; empty if there are none. */
  FieldSet child(String element) {
    return children.getOrDefault(element, new FieldSet());
  }

  boolean contains(String element) {
    return members.contains(element);
  }

  boolean isEmpty() {
    return members.isEmpty() && children.values().stream().allMatch(FieldSet::isEmpty);
  }

  FieldSet union(FieldSet other) {
    var result = new FieldSet();
    result.members.addAll(members);
    result.members.addAll(other.members);
    return combine(result, other, FieldSet::union);
  }

  FieldSet minus(FieldSet other) {
    var result = new FieldSet();
    result.members.addAll(members);
    result.members.removeAll(other.members);
    return combine(result, other, FieldSet::minus);
  }

  FieldSet intersect(FieldSet other) {
    var result = new FieldSet();
    result.members.addAll(members);
    result.members.retainAll(other.members);
    return combine(result, other, FieldSet::intersect);
  }

  /** Takes out the other set's paths with everything below them. */
  FieldSet without(FieldSet subtrees) {
    FieldSet result = minus(subtrees);
    subtrees.members.forEach(result.children::remove);
    for (var entry : subtrees.children.entrySet()) {
      if (result.children.containsKey(entry.getKey())) {
        result.children.put(
            entry.getKey(), result.children.get(entry.getKey()).without(entry.getValue()));
      }
    }
    return result.pruned();
  }

  /** The path of every member, as messages write it: {@code .spec.ports[port=1].name}. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  SortedSet<String> members() {
    return members;
  }

  SortedMap<String, FieldSet> children() {
    return children;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet set && toJson().equals(set.toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return toJson().toString();
  }

  private FieldSet combine(FieldSet result, FieldSet other, BinaryOperator<FieldSet> operation) {
    SortedSet<String> elements = new TreeSet<>(children.keySet());
    elements.addAll(other.children.keySet());
    for (String element : elements) {
      FieldSet below = operation.apply(child(element), other.child(element));
      if (!below.isEmpty()) {
        result.children.put(element, below);
      }
    }
    return result;
  }

  private FieldSet pruned() {
    children.values().removeIf(FieldSet::isEmpty);
    return this;
  }

  private void collect(String prefix, List<String> paths) {
    SortedSet<String> elements = new TreeSet<>(members);
    elements.addAll(children.keySet());
    for (String element : elements) {
      String path = prefix + PathElement.shown(element);
      if (members.contains(element)) {
        paths.add(path);
      }
      child(element).collect(path, paths);
    }
  }
}
