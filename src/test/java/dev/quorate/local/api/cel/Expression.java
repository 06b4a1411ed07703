package dev.quorate.local.api.cel;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One compiled expression; compiled once per JVM, since every test's server has the same ones. */
final class Expression {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final Function[] STRINGS = {
    Function.CHAR_AT,
    Function.INDEX_OF,
    Function.JOIN,
    Function.LAST_INDEX_OF,
    Function.LOWER_ASCII,
    Function.REPLACE,
    Function.SPLIT,
    Function.SUBSTRING,
    Function.TRIM,
    Function.UPPER_ASCII
  };
  private static final CelCompiler PLAIN = compiler(false);
  private static final CelCompiler OPTIONAL = compiler(true);
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.strings(STRINGS), CelExtensions.sets(OPTIONS), CelExtensions.optional())
          .addFunctionBindings(KubernetesFunctions.all().bindings())
          .build();
  private static final Map<String, Expression> COMPILED = new ConcurrentHashMap<>();

  private final CelRuntime.Program program;

  private Expression(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Compiles an expression over {@code self} and {@code oldSelf}.
   *
   * @param optionalOld {@code oldSelf} is an optional value
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Expression of(String source, boolean optionalOld) {
    return COMPILED.computeIfAbsent(
        optionalOld + source, k -> compile(source, optionalOld ? OPTIONAL : PLAIN));
  }

  /**
   * The expression's value.
   *
   * @throws CelEvaluationException when there is none, such as for a missing field
   */
  Object evaluate(Map<String, Object> variables) throws CelEvaluationException {
    return program.eval(variables);
  }

  private static Expression compile(String source, CelCompiler compiler) {
    try {
      return new Expression(RUNTIME.createProgram(compiler.compile(source).getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("compilation failed: " + e.getMessage(), e);
    }
  }

  private static CelCompiler compiler(boolean optionalOld) {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(
            CelExtensions.strings(STRINGS), CelExtensions.sets(OPTIONS), CelExtensions.optional())
        .addFunctionDeclarations(KubernetesFunctions.all().declarations())
        .addVar("self", SimpleType.DYN)
        .addVar("oldSelf", optionalOld ? OptionalType.create(SimpleType.DYN) : SimpleType.DYN)
        .build();
  }
}
