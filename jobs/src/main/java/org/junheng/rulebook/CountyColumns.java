package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.rulebook.CanonicalColumn.Period;
import org.junheng.rulebook.CanonicalColumn.Reference;
import org.junheng.rulebook.CanonicalColumn.Type;
import org.junheng.terms.Bilingual;

/** Reads {@code census/county_columns.yaml}: the columns of a county sheet, each with its definition and its time. */
final class CountyColumns {
    private static final Pattern ITEM = Pattern.compile("[2-4]\\.[1-9][0-9]?|[VP][1-9]");
    private static final int LONGEST_LAG = 10;

    private record CountyFile(
            LinkedHashMap<String, Map<String, String>> documents, LinkedHashMap<String, Draft> columns) {
        CountyFile {
            Facts.required(documents, "documents").forEach((id, title) -> Facts.bilingual(title, id));
            Facts.required(columns, "columns");
        }
    }

    private record Draft(
            Type type,
            String codes,
            String unit,
            String zh,
            String en,
            Map<String, String> definition,
            Period referencePeriod,
            Integer lag,
            String partOf,
            List<String> serves,
            LinkedHashMap<String, String> plans) {
        CanonicalColumn column(Map<String, ?> documents) {
            var title = new Bilingual(Facts.required(zh, "zh"), Facts.required(en, "en"));
            if (Facts.required(lag, "lag") > 0 || lag < -LONGEST_LAG) {
                throw new Facts.KeyFault("lag", "lag must be 0 to -" + LONGEST_LAG + "; found " + lag);
            }
            var items = serves == null ? List.<String>of() : List.copyOf(serves);
            for (var item : items) {
                if (!ITEM.matcher(item).matches()) {
                    throw new Facts.KeyFault("serves", "an item is 2.1 … 4.1, V1 … or P1 …; found '" + item + "'");
                }
            }
            var clauses = plans == null ? new LinkedHashMap<String, String>() : plans;
            for (var document : clauses.keySet()) {
                if (!documents.containsKey(document)) {
                    throw new Facts.KeyFault("plans", "there is no '" + document + "' among the documents above");
                }
            }
            if (items.isEmpty() && clauses.isEmpty()) {
                throw new Facts.KeyFault("serves", "a column serves an item or a clause of a plan");
            }
            var reference = new Reference(
                    Facts.bilingual(definition, "definition"),
                    Facts.required(referencePeriod, "reference_period"),
                    lag,
                    partOf,
                    items,
                    clauses);
            return new CanonicalColumn(
                    Facts.required(type, "type"), false, codes, unit, title.zh(), title.en(), null, null, reference);
        }
    }

    private CountyColumns() {}

    /**
     * Reads the file.
     *
     * @param others the columns of a school census; no column may have the name of one of them
     * @return in the order of the file
     */
    static Map<String, CanonicalColumn> read(Path file, Map<String, CanonicalColumn> others) {
        var read = FactsReader.read(file, CountyFile.class);
        var columns = new LinkedHashMap<String, CanonicalColumn>();
        read.columns().forEach((id, draft) -> {
            if (others.containsKey(id)) {
                throw FactsReader.fault(file, "census/columns.yaml has a column of this name", "columns", id);
            }
            try {
                columns.put(id, draft.column(read.documents()));
            } catch (IllegalArgumentException fault) {
                throw FactsReader.fault(file, fault, "columns", id);
            }
        });
        columns.forEach((id, column) -> {
            var whole = column.reference().partOf();
            if (whole != null
                    && !(columns.containsKey(whole) && columns.get(whole).isNumeric())) {
                throw FactsReader.fault(file, "there is no number '" + whole + "' here", "columns", id, "part_of");
            }
        });
        return columns;
    }
}
