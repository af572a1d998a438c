package org.junheng.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person names a snapshot. */
class SnapshotNamesTest {
    private static final String OLD = "ab00000000000000";
    private static final String MIDDLE = "ab10000000000000";
    private static final String NEW = "cd00000000000000";

    @TempDir
    Path folder;

    private SnapshotNames names;

    @BeforeEach
    void three_snapshots_the_middle_one_current() throws IOException {
        manifest(OLD, "null");
        manifest(MIDDLE, '"' + OLD + '"');
        manifest(NEW, '"' + MIDDLE + '"');
        Files.writeString(folder.resolve("CURRENT"), MIDDLE + "\n");
        names = new SnapshotNames(new Warehouse(new LocalWarehouseFiles(folder)));
    }

    private void manifest(String id, String parent) throws IOException {
        Files.createDirectories(folder.resolve("snapshots"));
        Files.writeString(
                folder.resolve(Manifest.path(id)), "{\"id\": \"%s\", \"parent_id\": %s}".formatted(id, parent));
    }

    @Test
    void ids_and_beginnings_that_only_one_id_has() throws IOException {
        assertThat(names.manifest(OLD).id()).isEqualTo(OLD);
        assertThat(names.manifest("ab1").id()).isEqualTo(MIDDLE);
        assertThat(names.manifest("c").id()).isEqualTo(NEW);
    }

    @Test
    void current_is_what_is_published_and_previous_its_parent() throws IOException {
        assertThat(names.manifest("current").id()).isEqualTo(MIDDLE);
        assertThat(names.manifest("previous").id()).isEqualTo(OLD);
    }

    @Test
    void what_names_none_or_several_is_wrong_usage() throws IOException {
        assertThat(fault("ab").code()).isEqualTo("snapshot.ambiguous");
        assertThat(fault("ab").what().en()).contains(OLD + " " + MIDDLE);
        assertThat(fault("ef").code()).isEqualTo("snapshot.unknown");
        assertThat(fault("").code()).isEqualTo("snapshot.unknown");
        assertThat(fault("../snapshots/" + OLD).code()).isEqualTo("snapshot.unknown");
        Files.writeString(folder.resolve("CURRENT"), OLD + "\n");
        assertThat(fault("previous").code()).isEqualTo("snapshot.no_previous");
        Files.delete(folder.resolve("CURRENT"));
        assertThat(fault("current").code()).isEqualTo("snapshot.none");
        assertThat(fault("current").kind()).isEqualTo(FaultException.Kind.USAGE);
    }

    @Test
    void a_damaged_manifest_is_no_wrong_usage_and_hinders_no_other() throws IOException {
        Files.writeString(folder.resolve(Manifest.path(OLD)), "{");
        assertThat(fault(OLD).kind()).isEqualTo(FaultException.Kind.SYSTEM);
        assertThat(fault(OLD).what().en()).contains("snapshots/" + OLD + ".json");
        assertThat(names.manifest("cd").id()).isEqualTo(NEW);
    }

    private FaultException fault(String name) {
        return catchThrowableOfType(FaultException.class, () -> names.manifest(name));
    }
}
