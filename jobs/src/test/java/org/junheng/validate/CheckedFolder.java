package org.junheng.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.ingest.CensusFile;
import org.junheng.ingest.CensusFolder;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.DataRows;
import org.junheng.ingest.RawRow;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.SourceFile;

/** The files of a folder, read and checked as one partition, without Spark. */
record CheckedFolder(CensusFolder folder, PartitionCheck check, Map<String, Integer> positions) {

    /** Writes text files into a folder and checks them. */
    static CheckedFolder of(Path folder, Rulebook rulebook, PartitionKey key, Map<String, String> files) {
        files.forEach((name, text) -> {
            try {
                Files.writeString(folder.resolve(name), text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        return of(folder, rulebook, key);
    }

    /** Checks the files of a folder. */
    static CheckedFolder of(Path folder, Rulebook rulebook, PartitionKey key) {
        var profile = rulebook.profiles().get(key.profile());
        var files = CensusFolder.of(
                CensusFile.below(folder), List.copyOf(rulebook.profiles().values()), rulebook.limits(), Map.of());
        var readers = new HashMap<Integer, RowReader>();
        var check = new PartitionCheck(key, files.plans(), readers, Set.of(), rulebook);
        for (int i = 0; i < files.plans().size(); i++) {
            var plan = files.plans().get(i);
            readers.put(
                    i,
                    new RowReader(
                            plan,
                            rulebook,
                            rulebook.divisions().get(profile.divisions().facts())));
            try (var sheets = CensusSheets.open(
                            folder.resolve(plan.name()), plan.name(), rulebook.limits(), plan.encoding());
                    var rows = new DataRows(
                            sheets.rows(plan.sheet(), plan.header().size()), plan, profile.table(plan.table()))) {
                for (var row = rows.next(); row != null; row = rows.next()) {
                    check.add(new RawRow(i, row.line(), row.text()));
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        check.finish();
        return new CheckedFolder(
                files, check, CensusLayout.of(profile, rulebook).positions());
    }

    /** Why files are refused. */
    List<String> refusals() {
        return folder.others().stream()
                .filter(file -> file.state() == SourceFile.State.REFUSED)
                .map(file -> file.name() + ": " + file.reason())
                .toList();
    }

    /** How many schools are accepted. */
    int accepted() {
        return check.accepted().size();
    }

    /** A value of the one accepted school. */
    Object value(String column) {
        return check.accepted().get(0)[positions.get(column)];
    }

    /** Quarantined rows, as file, rule and school. */
    List<String> quarantined() {
        var rows = new ArrayList<String>();
        check.quarantined()
                .forEach(row -> rows.add(row[3] + " " + row[4] + " " + row[QuarantineTable.SCHOOL_CODE] + " "
                        + row[QuarantineTable.COUNTY_CODE]));
        rows.sort(null);
        return rows;
    }
}
