package org.junheng;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages point one way: each imports only those above it. */
class PackageOrderTest {
    /** From the top; docs/architecture.md shows the same order. */
    private static final List<String> ORDER = List.of(
            "summary",
            "terms",
            "rulebook",
            "warehouse",
            "ingest",
            "validate",
            "measure",
            "judge",
            "trend",
            "compare",
            "publish",
            "nightly",
            "explain",
            "export",
            "identity",
            "sample",
            "command");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.junheng");

    @Test
    void every_package_has_its_place_in_the_order() {
        var packages = new TreeSet<String>();
        CLASSES.forEach(each -> packages.add(each.getPackageName().split("\\.")[2]));
        assertThat(packages).containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void a_package_imports_only_those_above_it() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            var below = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "org.junheng." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.junheng." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below)
                    .check(CLASSES);
        }
    }

    @Test
    void packages_are_free_of_circles() {
        slices().matching("org.junheng.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_mathematics_knows_neither_spark_nor_duckdb() {
        noClasses()
                .that()
                .resideInAPackage("org.junheng.measure..")
                .and()
                .haveSimpleNameNotStartingWith("MeasureStep")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.duckdb..", "java.sql..", "scala..")
                .check(CLASSES);
    }

    @Test
    void only_the_steps_and_the_engine_know_spark() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Step")
                .and()
                .haveSimpleNameNotContaining("Part")
                .and()
                .haveSimpleNameNotContaining("FileRows")
                .and()
                .resideOutsideOfPackage("org.junheng.nightly..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..")
                .check(CLASSES);
    }
}
