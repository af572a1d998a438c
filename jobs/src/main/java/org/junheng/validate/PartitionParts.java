package org.junheng.validate;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junheng.ingest.RawRow;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.StepRecord.Partition;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.TableShape;
import scala.Tuple2;

/** Checks and writes one partition after the other; rows come sorted by partition. */
final class PartitionParts implements Iterator<PartitionParts.Part> {
    /**
     * What the rows under one key came to.
     *
     * @param partition what became of them; null for the ends of sheets
     * @param staged the files written
     * @param ends ends of sheets
     * @param refusals files that rows of the partition have refused
     * @param stale corrections whose cell says something else by now
     */
    record Part(
            Partition partition,
            List<Staged> staged,
            List<FileRows.End> ends,
            List<Refusal> refusals,
            List<RowCorrections.Outcome> stale)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final Iterator<Tuple2<String, RawRow>> rows;
    private final LoadContext context;
    private final Map<Integer, RowReader> readers = new HashMap<>();
    private Tuple2<String, RawRow> pending;

    PartitionParts(Iterator<Tuple2<String, RawRow>> rows, LoadContext context) {
        this.rows = rows;
        this.context = context;
        pending = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return pending != null;
    }

    @Override
    public Part next() {
        if (pending == null) {
            throw new NoSuchElementException();
        }
        var encoded = pending._1();
        if (FileRows.End.isKey(encoded)) {
            return ends(encoded);
        }
        var key = PartitionKey.decode(encoded);
        var check = new PartitionCheck(key, context.plans(), readers, elsewhere(key), context.rulebook());
        while (pending != null && pending._1().equals(encoded)) {
            var raw = pending._2();
            readers.computeIfAbsent(
                    raw.sheet(),
                    sheet -> new RowReader(context.plans().get(sheet), context.rulebook(), context.divisions()));
            check.add(raw);
            advance();
        }
        check.finish();
        try {
            return write(key, check);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void advance() {
        pending = rows.hasNext() ? rows.next() : null;
    }

    private Part ends(String encoded) {
        var ends = new ArrayList<FileRows.End>();
        while (pending != null && pending._1().equals(encoded)) {
            ends.add(FileRows.End.of(pending._2()));
            advance();
        }
        return new Part(null, new ArrayList<>(), ends, new ArrayList<>(), new ArrayList<>());
    }

    /** The keys of this year that stand in another province too. */
    private Set<String> elsewhere(PartitionKey key) {
        var elsewhere = new HashSet<String>();
        var prefix = LoadContext.conflict(key.profile(), key.year(), "");
        context.conflicts().forEach(conflict -> {
            if (conflict.startsWith(prefix)) {
                elsewhere.add(conflict.substring(prefix.length()));
            }
        });
        return elsewhere;
    }

    private Part write(PartitionKey key, PartitionCheck check) throws IOException {
        var staged = new ArrayList<Staged>();
        var profile = context.rulebook().profiles().get(key.profile());
        var accepted = check.accepted();
        var census = write(
                CensusLayout.folder(key.profile()),
                CensusLayout.of(profile, context.rulebook()),
                key,
                accepted,
                staged);
        var quarantine = write(
                CensusLayout.quarantineFolder(key.profile()), QuarantineTable.SHAPE, key, check.quarantined(), staged);
        var partition = new Partition(
                key.profile(),
                key.year(),
                key.province(),
                new ArrayList<>(check.sheets()),
                census,
                quarantine,
                new ArrayList<>(check.ledger()),
                new ArrayList<>(check.failures()),
                new ArrayList<>(check.corrections()),
                new ArrayList<>(check.correctionsMet()),
                accepted.stream().anyMatch(row -> "generated".equals(row[CensusLayout.DATA_ORIGIN])));
        return new Part(
                partition,
                staged,
                new ArrayList<>(),
                new ArrayList<>(check.refusals()),
                new ArrayList<>(check.staleCorrections()));
    }

    private StoredFile write(
            String folder, TableShape shape, PartitionKey key, List<Object[]> rows, List<Staged> staged)
            throws IOException {
        if (rows.isEmpty()) {
            return null;
        }
        var file = context.writer().write(folder, shape, key.year(), key.province(), rows);
        staged.add(file);
        return file.file();
    }
}
