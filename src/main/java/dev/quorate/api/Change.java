package dev.quorate.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What changing this field of the specification costs; ends its description in the CRD, and stands
 * in the reference. Every field has one, and a section has none, because its fields say it; on a
 * section it is the cost of adding or removing the section as a whole.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Change {
  Cost value();
}
