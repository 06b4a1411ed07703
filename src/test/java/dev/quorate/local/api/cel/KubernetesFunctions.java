package dev.quorate.local.api.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.quorate.local.api.cel.Functions.Operand;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What Kubernetes adds to CEL: quantities, regular expressions, URLs, and lists. */
@SuppressWarnings("BadImport") // Type reads well beside Functions
final class KubernetesFunctions {
  private static final Operand<CelQuantity> QUANTITY =
      new Operand<>(OpaqueType.create("kubernetes.Quantity"), CelQuantity.class);
  private static final Operand<String> STRING = new Operand<>(SimpleType.STRING, String.class);
  private static final Operand<Object> ANY = new Operand<>(SimpleType.DYN, Object.class);

  @SuppressWarnings("rawtypes")
  private static final Operand<Collection> LIST =
      new Operand<>(ListType.create(SimpleType.DYN), Collection.class);

  private static final CelType BOOL = SimpleType.BOOL;
  private static final CelType DYN = SimpleType.DYN;
  private static final CelType STRINGS = ListType.create(SimpleType.STRING);

  private KubernetesFunctions() {}

  static Functions all() {
    var functions = new Functions();
    quantities(functions);
    texts(functions);
    lists(functions);
    return functions;
  }

  private static void quantities(Functions functions) {
    functions
        .function("isQuantity", BOOL, STRING, s -> CelQuantity.parse(s).isPresent())
        .function("quantity", QUANTITY.cel(), STRING, CelQuantity::of)
        .method("compareTo", SimpleType.INT, QUANTITY, QUANTITY, CelQuantity::compare)
        .method("isGreaterThan", BOOL, QUANTITY, QUANTITY, (a, b) -> a.compare(b) > 0)
        .method("isLessThan", BOOL, QUANTITY, QUANTITY, (a, b) -> a.compare(b) < 0)
        .method("add", QUANTITY.cel(), QUANTITY, QUANTITY, CelQuantity::plus)
        .method("sub", QUANTITY.cel(), QUANTITY, QUANTITY, CelQuantity::minus)
        .method("sign", SimpleType.INT, QUANTITY, q -> (long) q.amount().signum())
        .method("isInteger", BOOL, QUANTITY, CelQuantity::isInteger)
        .method("asInteger", SimpleType.INT, QUANTITY, CelQuantity::asInteger)
        .method("asApproximateFloat", SimpleType.DOUBLE, QUANTITY, q -> q.amount().doubleValue());
  }

  private static void texts(Functions functions) {
    functions
        .method("find", SimpleType.STRING, STRING, STRING, KubernetesFunctions::find)
        .method("findAll", STRINGS, STRING, STRING, KubernetesFunctions::findAll)
        .function("isURL", BOOL, STRING, KubernetesFunctions::isUrl);
  }

  private static void lists(Functions functions) {
    functions
        .method("isSorted", BOOL, LIST, l -> sorted(l).equals(List.copyOf((Collection<?>) l)))
        .method("min", DYN, LIST, l -> sorted(l).getFirst())
        .method("max", DYN, LIST, l -> sorted(l).getLast())
        .method("sum", DYN, LIST, KubernetesFunctions::sum)
        .method(
            "indexOf",
            SimpleType.INT,
            LIST,
            ANY,
            (l, o) -> (long) List.copyOf((Collection<?>) l).indexOf(o))
        .method(
            "lastIndexOf",
            SimpleType.INT,
            LIST,
            ANY,
            (l, o) -> (long) List.copyOf((Collection<?>) l).lastIndexOf(o));
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> findAll(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static boolean isUrl(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Object> sorted(Collection list) {
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort((Comparator) Comparator.naturalOrder());
    return sorted;
  }

  private static Object sum(Collection<?> list) {
    boolean whole = list.stream().allMatch(Long.class::isInstance);
    return whole
        ? list.stream().mapToLong(n -> (Long) n).sum()
        : (Object) list.stream().mapToDouble(n -> ((Number) n).doubleValue()).sum();
  }
}
