package org.junheng.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages point one way: each imports only those above it; and the dashboard knows the summary and nothing else of the project. */
class PackageOrderTest {
    /** From the top. */
    private static final List<String> ORDER =
            List.of("page", "snapshot", "panel", "view", "api", "server", "site", "command");

    private static final String ROOT = "org.junheng.dashboard";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void every_package_has_its_place_in_the_order() {
        var packages = new TreeSet<String>();
        CLASSES.stream()
                .map(each -> each.getPackageName().split("\\."))
                .filter(parts -> !parts[3].equals("templates"))
                .forEach(parts -> packages.add(parts[3]));
        assertThat(packages).containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void a_package_imports_only_those_above_it() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            var below = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> ROOT + "." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below)
                    .check(CLASSES);
        }
    }

    @Test
    void packages_are_free_of_circles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void of_the_project_it_knows_only_the_summary() {
        var foreign = new TreeSet<String>();
        CLASSES.forEach(each -> each.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith("org.junheng."))
                .filter(name -> !name.startsWith(ROOT) && !name.startsWith("org.junheng.summary"))
                .forEach(foreign::add));
        assertThat(foreign).isEmpty();
    }

    @Test
    void neither_spark_nor_the_pipeline_is_on_its_class_path() {
        for (var name : List.of("org.apache.spark.sql.SparkSession", "org.junheng.command.Junheng")) {
            assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class"))
                    .as(name)
                    .isNull();
        }
    }
}
