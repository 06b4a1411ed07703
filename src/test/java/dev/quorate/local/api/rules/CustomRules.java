package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.cel.CelRules;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.schema.Defaulting;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.schema.Validation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Custom resources: whatever their definition says. */
final class CustomRules implements TypeRules {
  /** Rules cannot be evaluated on values that are missing, too long or of the wrong type. */
  private static final Set<String> BLOCKING =
      Set.of(
          "FieldValueNotSupported",
          "FieldValueRequired",
          "FieldValueTooLong",
          "FieldValueTooMany",
          "FieldValueTypeInvalid");

  @Override
  public void complete(Write write) {
    Defaulting.apply(Schemas.of(write.target()), write.object());
  }

  @Override
  public void check(Write write) {
    Schema schema = Schemas.of(write.target());
    List<FieldError> errors = Validation.of(schema, write.object());
    write.errors().addAll(errors);
    write.errors().addAll(ScaleChecks.check(write));
    if (errors.stream().noneMatch(error -> BLOCKING.contains(error.reason()))) {
      Optional<ObjectNode> live = write.live();
      write.errors().addAll(CelRules.check(schema, write.object(), live));
    } else if (CelRules.anyIn(schema)) {
      write
          .errors()
          .add(
              FieldError.invalid(
                  "<nil>",
                  "\"null\"",
                  "some validation rules were not checked because the object was invalid; correct"
                      + " the existing errors to complete validation"));
    }
  }
}
