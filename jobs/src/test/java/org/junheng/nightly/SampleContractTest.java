package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample over the years in which codes change, with zones, faults and invented counties, keeps the contract. */
class SampleContractTest {
    @Test
    void the_summary_of_a_sample_has_no_unwritable_number_no_double_key_and_no_unknown_region(@TempDir Path folder)
            throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(35)
                        .withSchoolsPerCounty(8)
                        .withYears(2017, 2019),
                census);
        var run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
        assertThat(run.query("SELECT count(DISTINCT year) FROM equity").get(0)).containsExactly("3");
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }
}
