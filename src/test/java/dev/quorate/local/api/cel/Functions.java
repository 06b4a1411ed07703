package dev.quorate.local.api.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions for rules, declared and bound in one place. */
@SuppressWarnings("Immutable") // the functions passed in are lambdas without state
final class Functions {
  private final Map<String, List<CelOverloadDecl>> declared = new LinkedHashMap<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  /** A type of values in both worlds. */
  record Operand<T>(CelType cel, Class<T> java) {}

  <A> Functions function(
      String name, CelType result, Operand<A> a, CelFunctionOverload.Unary<A> body) {
    String id = id(name, a.cel());
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, a.cel()));
    bindings.add(CelFunctionBinding.from(id, a.java(), body));
    return this;
  }

  <A> Functions method(
      String name, CelType result, Operand<A> self, CelFunctionOverload.Unary<A> body) {
    String id = id(name, self.cel()) + "_self";
    declare(name, CelOverloadDecl.newMemberOverload(id, result, self.cel()));
    bindings.add(CelFunctionBinding.from(id, self.java(), body));
    return this;
  }

  <A, B> Functions method(
      String name,
      CelType result,
      Operand<A> self,
      Operand<B> b,
      CelFunctionOverload.Binary<A, B> body) {
    String id = id(name, self.cel(), b.cel()) + "_self";
    declare(name, CelOverloadDecl.newMemberOverload(id, result, self.cel(), b.cel()));
    bindings.add(CelFunctionBinding.from(id, self.java(), b.java(), body));
    return this;
  }

  List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> all = new ArrayList<>();
    declared.forEach(
        (name, overloads) -> all.add(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
    return all;
  }

  List<CelFunctionBinding> bindings() {
    return bindings;
  }

  private void declare(String name, CelOverloadDecl overload) {
    declared.computeIfAbsent(name, n -> new ArrayList<>()).add(overload);
  }

  private static String id(String name, CelType... types) {
    var id = new StringBuilder("k8s_" + name);
    for (CelType type : types) {
      id.append('_').append(type.name().replaceAll("\\W", "_"));
    }
    return id.toString();
  }
}
