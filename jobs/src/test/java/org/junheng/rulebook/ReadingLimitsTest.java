package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingLimitsTest {
    @TempDir
    Path folder;

    @Test
    void the_shipped_limits_read_a_sheet_of_any_spreadsheet_program() {
        var limits = Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).limits();
        assertThat(limits.rows()).isEqualTo(1_048_576);
        assertThat(limits.columns()).isEqualTo(4096);
        assertThat(limits.cellCharacters()).isEqualTo(32_767);
    }

    @Test
    void a_limit_that_is_zero_or_left_out_is_a_fault_of_its_key() {
        var fault = fault("entries: 100\nrows: 0\n");
        assertThat(fault.place().toString()).endsWith("/census/limits.yaml:1 [directory_bytes]");
        assertThat(fault.what().en()).contains("directory_bytes must be a whole number from 1; found 0");
    }

    @Test
    void a_limit_that_is_no_whole_number_is_a_fault_of_its_key() {
        assertThat(fault("entries: 100\nrows: many\n").place().toString()).endsWith("/census/limits.yaml:2 [rows]");
    }

    private FaultException fault(String limits) {
        return catchThrowableOfType(FaultException.class, () -> MadeUpCountry.in(folder)
                .with("census/limits.yaml", limits)
                .rulebook());
    }
}
