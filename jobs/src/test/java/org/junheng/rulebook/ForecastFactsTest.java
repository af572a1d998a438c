package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastFactsTest {
    @TempDir
    Path overlay;

    @Test
    void the_shipped_band_is_the_one_of_the_conventions() {
        var facts = Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).forecasts();
        assertThat(facts.band()).isEqualTo(0.8);
        assertThat(facts.dampings()).isNotEmpty().allMatch(each -> each > 0 && each <= 1);
    }

    @Test
    void a_figure_that_cannot_be_is_a_fault_of_its_key() throws IOException {
        assertThat(fault("band: {value: 0.8", "band: {value: 1.2")).contains("[band]", "above 0 and below 1");
        assertThat(fault("least_training_years: {value: 4", "least_training_years: {value: 2"))
                .contains("[least_training_years]", "a whole number from 3");
        assertThat(fault("scale: {value: yearly_change", "scale: {value: luck")).contains("[scale]", "YEARLY_CHANGE");
        assertThat(fault("pool_by_level: {value: 0", "pool_by_level: {value: 2"))
                .contains("[pool_by_level]", "0 or 1");
        assertThat(fault("pool_by_method: {value: 1", "pool_by_method: {value: 0.5"))
                .contains("[pool_by_method]", "a whole number from 0");
    }

    private String fault(String shipped, String wrong) throws IOException {
        var text = Files.readString(MadeUpCountry.shipped().resolve("series/forecast.yaml"));
        assertThat(text).contains(shipped);
        var file = overlay.resolve("series/forecast.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace(shipped, wrong));
        var fault = catchThrowableOfType(
                FaultException.class, () -> Rulebook.read(MadeUpCountry.shipped(), Optional.of(overlay)));
        return fault.place() + " " + fault.what().en();
    }
}
