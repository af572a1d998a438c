package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipInflationTest {
    private static final ReadingLimits LIMITS =
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).limits();

    @TempDir
    Path folder;

    @Test
    void what_inflates_too_far_is_refused_by_name_and_with_the_limit() throws IOException {
        var file = gzipped("1,2\n".repeat(20_000_000));
        var fault = catchThrowableOfType(FaultException.class, () -> GzipInflation.check(file, "县/学校.csv.gz", LIMITS));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(fault.whole().both()).contains("100", "inflation_ratio");
        assertThat(fault.place().file()).isEqualTo("县/学校.csv.gz");
    }

    @Test
    void a_small_text_and_one_of_figures_are_read_whatever_they_inflate_to() throws IOException {
        var figures = new StringBuilder();
        var random = new Random(5);
        while (figures.length() < LIMITS.inflationRatioFromBytes() + 1000) {
            figures.append(random.nextInt(2000)).append(random.nextInt(9) == 0 ? '\n' : ',');
        }
        for (var text : new String[] {"", "1,2\n".repeat(1_000_000), figures.toString()}) {
            var file = gzipped(text);
            assertThatNoException().isThrownBy(() -> GzipInflation.check(file, "a.csv.gz", LIMITS));
        }
        var plain = Files.writeString(folder.resolve("plain.csv"), "1,2\n".repeat(5_000_000));
        assertThatNoException().isThrownBy(() -> GzipInflation.check(plain, "plain.csv", LIMITS));
    }

    private Path gzipped(String text) throws IOException {
        var file = folder.resolve("a.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
