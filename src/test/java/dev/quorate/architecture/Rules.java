package dev.quorate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of the house, for any tree of packages that is laid out like this one: for the real
 * one, and for one in which every class is wrong.
 */
final class Rules {
  private static final String[] PURE = {
    "api", "model", "facts", "validation", "desired", "plan", "diagnosis", "status"
  };

  private final String base;
  private final PackageTable table;

  Rules(String base, PackageTable table) {
    this.base = base;
    this.table = table;
  }

  private String[] packages(String... names) {
    return Arrays.stream(names).map(this::pattern).toArray(String[]::new);
  }

  private String pattern(String name) {
    return name.equals("root") ? base : base + "." + name + "..";
  }

  /** The column "may know" of the table, for one package. */
  ArchRule knowsOnly(String name) {
    var forbidden =
        table.packages().stream()
            .filter(other -> !table.known(name).contains(other))
            .map(this::pattern)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(pattern(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because("docs/architecture.md says what `" + name + "` may know")
        .allowEmptyShould(true);
  }

  ArchRule everyPackageIsInTheTable() {
    var known = table.packages().stream().map(this::pattern).toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(known)
        .because("docs/architecture.md has a row for every package");
  }

  ArchRule packagesFormNoCycles() {
    return slices().matching(base + ".(*)..").should().beFreeOfCycles();
  }

  ArchRule pureKnowsNoEffects() {
    return noClasses()
        .that()
        .resideInAnyPackage(packages(PURE))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.fabric8.kubernetes.client..",
                    "io.javaoperatorsdk..",
                    "org.apache.zookeeper..",
                    "org.apache.curator..",
                    "io.micrometer..",
                    "io.prometheus..",
                    "org.slf4j..",
                    "java.net..",
                    "java.nio.file..",
                    "java.util.concurrent..")
                .and(not(name("io.fabric8.kubernetes.client.CustomResource")))
                .or(name("java.io.File"))
                .or(name("java.util.Random")))
        .because("pure packages do no I/O, start nothing and do not log");
  }

  ArchRule nobodyReadsTheClock() {
    return noClasses()
        .should()
        .callMethodWhere(
            target("java.time.*", "now")
                .or(target("java.lang.System", "currentTimeMillis"))
                .or(target("java.lang.Thread", "sleep")))
        .because("time is given, by a Clock or a counter that tests can hold");
  }

  ArchRule pureDoesNotMeasureTime() {
    return noClasses()
        .that()
        .resideInAnyPackage(packages(PURE))
        .should()
        .callMethodWhere(target("java.lang.System", "nanoTime"))
        .because("equal input gives equal output");
  }

  ArchRule onlyTheRootReadsTheSurroundings() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base)
        .and(not(name(base + ".cli.Main")))
        .should()
        .callMethodWhere(
            target("java.lang.System", "getenv|getProperty|getProperties|exit")
                .or(target("java.lang.Runtime", "exit|halt"))
                .or(target("java.time.(Clock|InstantSource)", "system.*")))
        .because(
            "the composition root decides which clock, which settings and when to end; for the"
                + " command line its main class does");
  }

  ArchRule onlyZookeeperKnowsZooKeeper() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages("zookeeper"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..");
  }

  ArchRule fewKnowTheKubernetesClient() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            packages("api", "observe", "execute", "leadership", "reconcile", "cli", "root"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..");
  }

  ArchRule onlyTheWritersWrite() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages("execute", "leadership"))
        .and(not(name(base + ".cli.AnnotationWriter")))
        .should()
        .callMethodWhere(
            target(
                "io\\.fabric8\\.kubernetes\\.client\\..*",
                "create|createOr.*|update|updateStatus|patch|patchStatus|replace|replaceStatus"
                    + "|edit|editStatus|delete|deleteByName|evict|scale|serverSideApply|raw"))
        .because(
            "execute is the only writer of clusters, leadership of the lease, and the command line"
                + " writes annotations");
  }

  ArchRule valuesAreImmutable() {
    return fields()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyPackage(packages("model", "facts"))
                .or(resideInAnyPackage(packages("plan")).and(implementsSomethingNamed("Action"))))
        .should()
        .beFinal()
        .allowEmptyShould(true);
  }

  ArchRule valuesCannotBeExtended() {
    return classes()
        .that(
            resideInAnyPackage(packages("model", "facts"))
                .or(resideInAnyPackage(packages("plan")).and(implementsSomethingNamed("Action"))))
        .and()
        .areNotInterfaces()
        .should(Conditions.BE_FINAL)
        .allowEmptyShould(true);
  }

  ArchRule nothingStaticChanges() {
    return fields().that().areStatic().should().beFinal().allowEmptyShould(true);
  }

  ArchRule noStaticCollectionCanChange() {
    return classes().should(Conditions.KEEP_NO_CHANGEABLE_COLLECTION_IN_A_STATIC_FIELD);
  }

  ArchRule namesSayWhatAThingIs() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract");
  }

  ArchRule planningRulesRememberNothing() {
    return fields()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyPackage(packages("plan")).and(implementsSomethingNamed("Rule")))
        .should()
        .beFinal()
        .allowEmptyShould(true);
  }

  ArchRule resourcesHaveNoDefaultsInJava() {
    return methods()
        .that()
        .areDeclaredInClassesThat(
            assignableTo("io.fabric8.kubernetes.client.CustomResource")
                .and(resideInAnyPackage(packages("api"))))
        .should()
        .haveNameNotMatching("init(Spec|Status)")
        .because(
            "the finalizer is applied with a fresh instance and would overwrite the user's spec")
        .allowEmptyShould(true);
  }

  ArchRule publicMethodsTakeNoOptional() {
    return methods()
        .that()
        .arePublic()
        .and()
        .doNotHaveName("equals")
        .should(Conditions.TAKE_NO_OPTIONAL)
        .because(
            "Optional is for answers; " + Optional.class.getSimpleName() + " questions are two");
  }

  Stream<ArchRule> all() {
    return Stream.concat(
        table.packages().stream().filter(name -> !name.equals("root")).map(this::knowsOnly),
        Stream.of(
            everyPackageIsInTheTable(),
            packagesFormNoCycles(),
            pureKnowsNoEffects(),
            nobodyReadsTheClock(),
            pureDoesNotMeasureTime(),
            onlyTheRootReadsTheSurroundings(),
            onlyZookeeperKnowsZooKeeper(),
            fewKnowTheKubernetesClient(),
            onlyTheWritersWrite(),
            valuesAreImmutable(),
            valuesCannotBeExtended(),
            nothingStaticChanges(),
            noStaticCollectionCanChange(),
            namesSayWhatAThingIs(),
            planningRulesRememberNothing(),
            resourcesHaveNoDefaultsInJava(),
            publicMethodsTakeNoOptional()));
  }

  private static DescribedPredicate<JavaClass> implementsSomethingNamed(String simpleName) {
    return DescribedPredicate.describe(
        "implements " + simpleName,
        c -> c.getAllRawInterfaces().stream().anyMatch(i -> i.getSimpleName().equals(simpleName)));
  }

  private static DescribedPredicate<JavaCall<?>> target(String owner, String method) {
    return JavaCall.Predicates.target(nameMatching(method))
        .and(
            JavaCall.Predicates.target(
                AccessTarget.Predicates.declaredIn(nameMatching(owner).forSubtype())));
  }
}
