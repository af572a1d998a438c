package org.junheng.validate;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.DataRows;
import org.junheng.ingest.RawRow;
import org.junheng.ingest.SheetPlan;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import scala.Tuple2;

/** The rows of one sealed file, sheet after sheet, each with the partition that it belongs to. */
final class FileRows implements Iterator<Tuple2<String, RawRow>> {
    /** The key under which each sheet tells, after its rows, how many it had; no profile has such a name. */
    static final String END_OF_SHEET = "~end";

    /** The key under which a file tells that it could not be read to its end. */
    static final String UNREADABLE = "~unreadable";

    /**
     * The end of a sheet.
     *
     * @param sheet position of its plan
     * @param rows its rows of data; −1 where it could not be read to its end
     * @param notes how many other lines it has; or why it could not be read
     */
    record End(int sheet, long rows, String notes) implements Serializable {
        private static final long serialVersionUID = 1L;

        static boolean isKey(String key) {
            return key.equals(END_OF_SHEET) || key.equals(UNREADABLE);
        }

        static End of(RawRow row) {
            return new End(row.sheet(), row.line(), row.text());
        }

        boolean isUnreadable() {
            return rows < 0;
        }
    }

    private final Iterator<Integer> sheets;
    private final LoadContext context;
    private CensusSheets file;
    private int sheet;
    private SheetPlan plan;
    private DataRows data;
    private RowReader reader;
    private long rows;
    private Tuple2<String, RawRow> next;

    /**
     * @param sheets positions of the plans of one file
     */
    FileRows(List<Integer> sheets, LoadContext context) {
        this.sheets = sheets.iterator();
        this.context = context;
        sheet = sheets.get(0);
        advance();
    }

    private void advance() {
        try {
            next = read();
        } catch (IOException | FaultException broken) {
            next = new Tuple2<>(UNREADABLE, new RawRow(sheet, -1, reason(broken)));
            data = null;
            while (sheets.hasNext()) {
                sheets.next();
            }
        }
    }

    private String reason(Exception broken) {
        if (broken instanceof FaultException fault) {
            return fault.whole().both();
        }
        return Bilingual.format(
                        "读到第 %1$d 行数据后无法继续：%2$s；请重新取得该文件",
                        "cannot be read beyond row %1$d of its data: %2$s; fetch the file again",
                        rows,
                        broken.getMessage())
                .both();
    }

    private Tuple2<String, RawRow> read() throws IOException {
        while (true) {
            if (data == null && !open()) {
                return null;
            }
            var row = data.next();
            if (row == null) {
                var end = new RawRow(sheet, rows, Long.toString(data.notes()));
                data.close();
                data = null;
                return new Tuple2<>(END_OF_SHEET, end);
            }
            rows++;
            var partition = reader.partition(row.text());
            var key = new PartitionKey(plan.profile(), partition.getKey(), partition.getValue()).encoded();
            if (context.wants(key)) {
                return new Tuple2<>(key, new RawRow(sheet, row.line(), row.text()));
            }
        }
    }

    /** Opens the next sheet; false where there is none, and the file is closed. */
    private boolean open() throws IOException {
        if (!sheets.hasNext()) {
            if (file != null) {
                file.close();
                file = null;
            }
            return false;
        }
        sheet = sheets.next();
        plan = context.plans().get(sheet);
        rows = 0;
        if (file == null) {
            file = CensusSheets.open(
                    Path.of(context.writer().root()).resolve(plan.sealedPath()),
                    plan.name(),
                    context.rulebook().limits(),
                    plan.encoding());
        }
        var table = context.rulebook().profiles().get(plan.profile()).table(plan.table());
        data = new DataRows(file.rows(plan.sheet(), plan.header().size()), plan, table);
        reader = new RowReader(plan, context.rulebook(), context.divisions());
        return true;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Tuple2<String, RawRow> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var row = next;
        advance();
        return row;
    }
}
