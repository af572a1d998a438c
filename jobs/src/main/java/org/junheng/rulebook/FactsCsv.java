package org.junheng.rulebook;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.junheng.terms.FaultException;

/** Reads a CSV file of facts row by row; a fault is told with file, line and, where one cell is at fault, column. */
final class FactsCsv {
    private FactsCsv() {}

    /**
     * The columns that a file must have, in any order, and those that it may have; no other.
     *
     * @param required in the order in which to show them
     */
    record Header(List<String> required, List<String> optional) {
        private Optional<Facts.KeyFault> fault(List<String> found) {
            var seen = new HashSet<String>();
            for (var column : found) {
                if (!required.contains(column) && !optional.contains(column)) {
                    return Optional.of(new Facts.KeyFault(
                            column, "there is no column '" + column + "'; columns are " + String.join(",", required)));
                }
                if (!seen.add(column)) {
                    return Optional.of(new Facts.KeyFault(column, "column '" + column + "' stands twice"));
                }
            }
            return required.stream()
                    .filter(column -> !seen.contains(column))
                    .findFirst()
                    .map(column -> new Facts.KeyFault(column, "column '" + column + "' is missing"));
        }
    }

    /** A row; its cells are told without blanks at their ends. */
    record Row(NamedCsvRecord cells) {
        long line() {
            return cells.getStartingLineNumber();
        }

        /** A cell; empty where it is blank or the file lacks the column. */
        Optional<String> text(String column) {
            return cells.findField(column).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** A cell that must not be blank. */
        String required(String column) {
            return text(column).orElseThrow(() -> new Facts.KeyFault(column, column + " is blank"));
        }

        /** A cell that must be the year of a census. */
        int year(String column) {
            return year(column, required(column));
        }

        /** A cell that must be the year of a census or blank. */
        Optional<Integer> optionalYear(String column) {
            return text(column).map(text -> year(column, text));
        }

        private static int year(String column, String text) {
            if (!text.matches("[0-9]{4}") || !CensusProfile.isYear(Integer.parseInt(text))) {
                throw new Facts.KeyFault(column, column + " must be a year; found " + text);
            }
            return Integer.parseInt(text);
        }
    }

    /**
     * Reads a file that must have rows, whatever its columns.
     *
     * @throws FaultException of kind FACTS
     */
    static void read(Path file, Consumer<NamedCsvRecord> action) {
        if (rows(file, action) == 0) {
            throw FactsReader.fault(file, 1, null, "the file has no rows", null);
        }
    }

    /**
     * Reads a file with these columns, which may have no rows.
     *
     * @throws FaultException of kind FACTS
     */
    static void read(Path file, Header header, Consumer<Row> action) {
        header.fault(header(file)).ifPresent(fault -> {
            throw FactsReader.fault(file, 1, fault.key(), fault.getMessage(), null);
        });
        rows(file, cells -> action.accept(new Row(cells)));
    }

    private static List<String> header(Path file) {
        try (var reader = CsvReader.builder().ofCsvRecord(FactsReader.text(file))) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException | IOException fault) {
            throw FactsReader.fault(file, 1, null, reason(fault), fault);
        }
    }

    private static long rows(Path file, Consumer<NamedCsvRecord> action) {
        long rows = 0;
        long line = 1;
        long next = 1;
        try (var reader = CsvReader.builder().ofNamedCsvRecord(FactsReader.text(file))) {
            for (var row : reader) {
                line = row.getStartingLineNumber();
                action.accept(row);
                next = line + 1;
                rows++;
            }
        } catch (CsvParseException fault) {
            throw FactsReader.fault(file, next, null, reason(fault), fault);
        } catch (Facts.KeyFault fault) {
            throw FactsReader.fault(file, line, fault.key(), fault.getMessage(), fault);
        } catch (IOException | NoSuchElementException | IllegalArgumentException fault) {
            throw FactsReader.fault(file, line, null, String.valueOf(fault.getMessage()), fault);
        }
        return rows;
    }

    /** What is wrong with the record, where the reader says so in a cause. */
    private static String reason(Exception fault) {
        var cause = fault.getCause();
        return String.valueOf(cause == null ? fault.getMessage() : cause.getMessage());
    }
}
