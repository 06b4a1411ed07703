package dev.quorate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What ArchUnit has no words for. */
final class Conditions {
  private Conditions() {}

  /**
   * Records are final anyway; an enum is not when its constants have bodies, but nobody can add to
   * it.
   */
  static final ArchCondition<JavaClass> BE_FINAL =
      new ArchCondition<>("be final") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean closed =
              type.getModifiers().contains(JavaModifier.FINAL)
                  || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                  || type.isEnum()
                  || type.isAnonymousClass();
          if (!closed) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " can be extended"));
          }
        }
      };

  /** As far as bytecode shows: no static initialiser makes one with a constructor. */
  static final ArchCondition<JavaClass> KEEP_NO_CHANGEABLE_COLLECTION_IN_A_STATIC_FIELD =
      new ArchCondition<>("keep no collection that can change in a static field") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean hasStatic =
              type.getFields().stream()
                  .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                  .anyMatch(f -> isCollection(f.getRawType()));
          Optional<? extends JavaCodeUnit> initialiser = type.getStaticInitializer();
          if (hasStatic && initialiser.isPresent()) {
            initialiser.get().getConstructorCallsFromSelf().stream()
                .filter(call -> isCollection(call.getTargetOwner()))
                .forEach(call -> events.add(violation(type, call)));
          }
        }
      };

  static final ArchCondition<JavaMethod> TAKE_NO_OPTIONAL =
      new ArchCondition<>("take no Optional") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          boolean generated = method.getModifiers().contains(JavaModifier.SYNTHETIC);
          if (!generated
              && method.getRawParameterTypes().stream()
                  .anyMatch(p -> p.isEquivalentTo(Optional.class))) {
            events.add(
                SimpleConditionEvent.violated(method, method.getFullName() + " takes an Optional"));
          }
        }
      };

  private static boolean isCollection(JavaClass type) {
    return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
  }

  private static SimpleConditionEvent violation(JavaClass type, JavaConstructorCall call) {
    return new SimpleConditionEvent(
        type, false, type.getName() + " keeps a " + call.getTargetOwner().getSimpleName());
  }
}
