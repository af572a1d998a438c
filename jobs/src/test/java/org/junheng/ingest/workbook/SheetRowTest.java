package org.junheng.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Random;
import org.junheng.ingest.CsvRecords;
import org.junit.jupiter.api.Test;

class SheetRowTest {
    private static final String[] PIECES = {
        ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "", "会泽", "𠀀", "a", "1", "'", "#N/A"
    };

    @Test
    void the_text_of_a_row_gives_the_same_cells_again() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            var cells = new String[1 + random.nextInt(6)];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = "";
                for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
                    cells[c] += PIECES[random.nextInt(PIECES.length)];
                }
            }
            var row = new SheetRow(1, cells);
            assertThat(CsvRecords.cells(row.text())).containsExactly(cells);
            var wide = Arrays.copyOf(cells, cells.length + 2);
            Arrays.fill(wide, cells.length, wide.length, "");
            assertThat(CsvRecords.cells(row.text(wide.length))).containsExactly(wide);
        }
    }

    @Test
    void only_cells_that_need_it_are_quoted() {
        var row = new SheetRow(3, new String[] {"", "a b", "x,y", "say \"yes\"", "two\nlines", "cr\rcr"});
        assertThat(row.text()).isEqualTo(",a b,\"x,y\",\"say \"\"yes\"\"\",\"two\nlines\",\"cr\rcr\"");
        assertThat(row.text(8)).isEqualTo(row.text() + ",,");
        assertThat(row.text(2)).isEqualTo(row.text());
    }

    @Test
    void a_row_with_line_breaks_is_one_record_of_a_csv_text() throws IOException {
        var row = new SheetRow(1, new String[] {"1", "一\n二\r\n三", "x"});
        try (var records = new CsvRecords(new StringReader(row.text() + "\n2,y,z\n"))) {
            assertThat(records.next().cells()).containsExactly(row.cells());
            assertThat(records.next().cells()).containsExactly("2", "y", "z");
        }
    }
}
