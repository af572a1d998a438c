package org.junheng.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * Holds a gzipped text to the ratio to which the parts of a workbook are held, before anything of it is read: a few
 * megabytes that are made to come out as many gigabytes would keep the night from ending.
 */
final class GzipInflation {
    private static final int MAGIC = 0x1F8B;
    private static final int BUFFER = 1 << 16;

    private GzipInflation() {}

    /**
     * Inflates a file as far as it may; one that is not gzipped is left alone.
     *
     * @param name what messages call the file
     * @throws FaultException of kind INPUT where more comes out of it
     * @throws IOException where it cannot be read, or ends too early
     */
    static void check(Path file, String name, ReadingLimits limits) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            if (magic != MAGIC) {
                return;
            }
            long most = Math.max(limits.inflationRatioFromBytes(), limits.inflationRatio() * Files.size(file));
            long bytes = 0;
            var buffer = new byte[BUFFER];
            try (var inflated = new GZIPInputStream(in, BUFFER)) {
                for (int length = 0; length >= 0; length = inflated.read(buffer)) {
                    bytes += length;
                    if (bytes > most) {
                        throw tooMuch(name, limits);
                    }
                }
            }
        }
    }

    private static FaultException tooMuch(String name, ReadingLimits limits) {
        return new FaultException(
                FaultException.Kind.INPUT,
                "file.inflates_too_far",
                Place.file(name),
                Bilingual.format(
                        "解压后膨胀到原大小的 %d 倍以上", "it inflates to more than %d times its size", limits.inflationRatio()),
                new Bilingual(
                        "请向报送者核实；内容无误的，可在叠加目录的 census/limits.yaml 中调高 inflation_ratio",
                        "ask whoever sent it; if it is as it should be, raise inflation_ratio in census/limits.yaml of an"
                                + " overlay"));
    }
}
