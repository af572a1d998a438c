package org.junheng.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook with bytes changed, cut out or doubled at random ends in rows or in a refusal, never in anything else. */
class WorkbookMutationTest {
    private static final ReadingLimits LIMITS = ShippedLimits.all();
    private static final String ROWS =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>人数</t></is></c></row>"
                    + "<row r=\"2\"><c r=\"A2\"><v>2153000001</v></c><c r=\"B2\" s=\"0\"><f>1+1</f><v>515</v></c></row>";

    @TempDir
    Path folder;

    @Test
    void changed_bytes_of_the_file_change_no_row_without_a_word() throws IOException {
        var whole = Files.readAllBytes(HandMadeWorkbook.of(ROWS).write(folder.resolve("whole.xlsx")));
        var rows = read(whole);
        assertThat(rows).containsExactly("1 会泽,人数", "2 2153000001,515");
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            var outcome = read(mutated(whole, random));
            refused += outcome == null ? 1 : 0;
            assertThat(outcome == null ? rows : outcome).isEqualTo(rows);
        }
        assertThat(refused).isGreaterThan(300);
    }

    @Test
    void changed_bytes_of_the_xml_end_in_rows_or_in_a_refusal() throws IOException {
        var sheet = HandMadeWorkbook.sheet(ROWS).getBytes(StandardCharsets.UTF_8);
        var random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            var file = HandMadeWorkbook.of("")
                    .with(HandMadeWorkbook.SHEET, mutated(sheet, random))
                    .write(folder.resolve("changed.xlsx"));
            refused += read(Files.readAllBytes(file)) == null ? 1 : 0;
        }
        assertThat(refused).isBetween(300, 999);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(8, bytes.length - at));
        var changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> System.arraycopy(bytes, at, changed, random.nextInt(bytes.length - length + 1), length);
            default -> changed = java.util.Arrays.copyOf(bytes, at);
        }
        return changed;
    }

    /** Its rows, or null where it is refused. */
    private List<String> read(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("a.xlsx"), bytes);
        var found = new ArrayList<String>();
        try (var workbook = Workbook.open(file, "a.xlsx", LIMITS)) {
            for (var sheet : workbook.sheets()) {
                try (var rows = workbook.rows(sheet)) {
                    for (var row = rows.next(); row != null; row = rows.next()) {
                        found.add(row.line() + " " + row.text());
                    }
                }
            }
            return found;
        } catch (FaultException fault) {
            assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
            return null;
        }
    }
}
