package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.junheng.terms.Bilingual;

/** Reads the contract of the published database: {@code summary/}. Each of its files may be absent. */
final class SummaryFactsReading {
    private static final String TABLES = "summary/tables.yaml";
    private static final String UNITS = "summary/units.yaml";
    private static final String VIEWS = "summary/views.yaml";
    private static final String MACROS = "summary/macros.yaml";

    private record TablesFile(LinkedHashMap<String, SummaryTable.Draft> tables) {
        TablesFile {
            Facts.required(tables, "tables");
        }
    }

    private record ViewsFile(LinkedHashMap<String, SummaryView.Draft> views) {
        ViewsFile {
            Facts.required(views, "views");
        }
    }

    private record MacrosFile(
            LinkedHashMap<String, Bilingual> parameters, LinkedHashMap<String, SummaryMacro.Draft> macros) {
        MacrosFile {
            Facts.required(parameters, "parameters");
            Facts.required(macros, "macros");
        }
    }

    private final SortedMap<String, Path> files;
    private final Units units;
    private final Map<String, SummaryTable> tables = new LinkedHashMap<>();

    SummaryFactsReading(SortedMap<String, Path> files) {
        this.files = files;
        this.units = Units.read(files.get(UNITS));
        var file = files.get(TABLES);
        if (file != null) {
            FactsReader.read(file, TablesFile.class).tables().forEach((name, draft) -> {
                try {
                    tables.put(name, draft.named(name, units));
                } catch (IllegalArgumentException fault) {
                    throw FactsReader.fault(file, fault, "tables", name);
                }
            });
        }
    }

    Map<String, SummaryTable> tables() {
        return tables;
    }

    /** Views, macros and units; every unit that standards and county sheets write must be among these. */
    SummaryFacts read(Map<String, Standard> standards, Map<String, CanonicalColumn> columns) {
        standards.forEach((id, standard) -> {
            for (int i = 0; i < standard.rules().size(); i++) {
                var unit = standard.rules().get(i).unit();
                if (!units.knows(unit)) {
                    throw FactsReader.fault(
                            files.get("standards/" + id + ".yaml"),
                            Units.missing(unit),
                            "rules",
                            "[" + i + "]",
                            "unit");
                }
            }
        });
        columns.forEach((id, column) -> {
            if (column.reference() != null && !units.knows(column.unit())) {
                throw FactsReader.fault(
                        files.get("census/county_columns.yaml"), Units.missing(column.unit()), "columns", id, "unit");
            }
        });
        return new SummaryFacts(units, views(), macros());
    }

    private Map<String, SummaryView> views() {
        var views = new LinkedHashMap<String, SummaryView>();
        var file = files.get(VIEWS);
        if (file != null) {
            FactsReader.read(file, ViewsFile.class).views().forEach((name, draft) -> {
                try {
                    views.put(name, draft.named(name, tables, units));
                } catch (IllegalArgumentException fault) {
                    throw FactsReader.fault(file, fault, "views", name);
                }
            });
        }
        return views;
    }

    private Map<String, SummaryMacro> macros() {
        var macros = new LinkedHashMap<String, SummaryMacro>();
        var file = files.get(MACROS);
        if (file != null) {
            var read = FactsReader.read(file, MacrosFile.class);
            read.macros().forEach((name, draft) -> {
                try {
                    macros.put(name, draft.named(name, read.parameters(), units));
                } catch (IllegalArgumentException fault) {
                    throw FactsReader.fault(file, fault, "macros", name);
                }
            });
        }
        return macros;
    }
}
