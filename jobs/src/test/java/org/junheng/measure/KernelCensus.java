package org.junheng.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;
import org.junheng.warehouse.TableShape;

/** A handful of census rows, written by column name, and the tables that the kernel makes of them under the shipped facts. */
final class KernelCensus {
    static final Rulebook RULEBOOK = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
    static final CensusProfile PROFILE = RULEBOOK.profiles().get("junheng-flat");
    static final TableShape SHAPE = CensusLayout.of(PROFILE, RULEBOOK);
    static final NumericColumns COLUMNS = new NumericColumns(SHAPE, RULEBOOK);
    static final Divisions DIVISIONS = RULEBOOK.divisions().get("cn");
    static final Standard NATIONAL = RULEBOOK.standards().get("cn-national-2017");

    private final int year;
    private Rulebook rulebook = RULEBOOK;
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> before = new ArrayList<>();
    private final List<Object[]> quarantined = new ArrayList<>();

    KernelCensus(int year) {
        this.year = year;
    }

    /** One census row. A column that is not named is blank. */
    static final class Row {
        private final Map<String, Object> cells = new HashMap<>();

        private Row(String code, String type) {
            with("school_code", code)
                    .with("school_name", "学校" + code)
                    .with("school_type", type)
                    .with("urban_rural", "111")
                    .with("ownership", "1")
                    .with("situation", "open")
                    .with("counted", true)
                    .with("data_origin", "census")
                    .in("530303");
        }

        Row with(String column, Object value) {
            if (!SHAPE.positions().containsKey(column)) {
                throw new IllegalArgumentException("no column " + column);
            }
            cells.put(column, value);
            return this;
        }

        Row without(String column) {
            return with(column, null);
        }

        Row in(String county) {
            return with("county_code", county)
                    .with("city_code", county.substring(0, 4) + "00")
                    .with("province_code", county.substring(0, 2) + "0000");
        }

        /** Makes it a campus that is not counted as a school. */
        Row campusOf(String parent) {
            return with("counted", false).with("parent_school_code", parent);
        }

        Object[] cells(int year) {
            with("year", year);
            var row = new Object[SHAPE.columns().size()];
            for (int i = 0; i < row.length; i++) {
                var column = SHAPE.columns().get(i);
                var value = cells.get(column.name());
                row[i] = switch (column.type()) {
                    case TEXT, FLAG, DATE, TIMESTAMP, INSTANT, DECIMAL -> value;
                    case INTEGER -> value == null ? null : (Object) ((Number) value).longValue();
                    case NUMBER -> value == null ? null : (Object) ((Number) value).doubleValue();
                };
            }
            return row;
        }

        School school() {
            return new School(cells(2023), COLUMNS, PROFILE, RULEBOOK);
        }

        SchoolStage stage(Stage stage) {
            return new SchoolStage(school(), stage, NATIONAL);
        }
    }

    static Row row(String code, String type) {
        return new Row(code, type);
    }

    /** A primary school of 1,000 pupils that meets each of the seven thresholds exactly. */
    static Row primary(String code) {
        return facilities(teachers(row(code, "211"), "primary", 1000, 42), 4500, 7500, 2_000_000, 23);
    }

    /** A junior school of 1,000 pupils that meets each of the seven thresholds exactly. */
    static Row junior(String code) {
        return facilities(teachers(row(code, "311"), "junior", 1000, 53), 5800, 10_200, 2_500_000, 24);
    }

    /** A nine-year school of 1,000 and 1,000 pupils that exceeds every threshold of both stages. */
    static Row nineYear(String code) {
        var row = teachers(teachers(row(code, "312"), "primary", 1000, 42), "junior", 1000, 53);
        return facilities(row, 20_000, 40_000, 9_000_000, 100);
    }

    private static Row teachers(Row row, String stage, int students, int aboveRequiredDegree) {
        return row.with("students_" + stage, students)
                .with("teachers_above_required_degree_" + stage, aboveRequiredDegree)
                .with("backbone_teachers_" + stage, 10)
                .with("pe_teachers_" + stage, 5)
                .with("art_teachers_" + stage, 4);
    }

    private static Row facilities(Row row, int teaching, int grounds, int equipment, int multimedia) {
        return row.with("teaching_area", teaching)
                .with("indoor_sports_area", 0)
                .with("sports_ground_area", grounds)
                .with("equipment_value", equipment)
                .with("multimedia_classrooms", multimedia);
    }

    KernelCensus accepted(Row... accepted) {
        rows.addAll(List.of(accepted));
        return this;
    }

    /** Rows that were accepted the year before. */
    KernelCensus lastYear(Row... accepted) {
        before.addAll(List.of(accepted));
        return this;
    }

    /** A row in quarantine, of which the cells that could be read are told. */
    KernelCensus quarantined(String code, String type, String county) {
        return quarantined(code, type, county, null);
    }

    KernelCensus quarantined(String code, String type, String county, String manager) {
        var row = new Object[QuarantineTable.SHAPE.columns().size()];
        row[QuarantineTable.YEAR] = (long) year;
        row[QuarantineTable.COUNTY_CODE] = county;
        row[QuarantineTable.SCHOOL_CODE] = code;
        row[QuarantineTable.SCHOOL_TYPE] = type;
        row[QuarantineTable.MANAGER_CODE] = manager;
        quarantined.add(row);
        return this;
    }

    /** Takes these facts instead of the shipped ones. */
    KernelCensus with(Rulebook facts) {
        rulebook = facts;
        return this;
    }

    /** What the kernel makes of it. */
    Measured measure() {
        return measure(DIVISIONS);
    }

    Measured measure(Divisions divisions) {
        return measure(divisions, NATIONAL);
    }

    Measured measure(Divisions divisions, Standard standard) {
        var measures = new PartitionMeasures(
                PROFILE, rulebook, divisions, SHAPE, year, sorted(rows, year), sorted(before, year - 1), quarantined);
        return new Measured(measures.measure(List.of(standard)));
    }

    private static List<Object[]> sorted(List<Row> rows, int year) {
        return rows.stream()
                .map(row -> row.cells(year))
                .sorted(Comparator.comparing(row -> (String) row[CensusLayout.SCHOOL_CODE]))
                .toList();
    }

    /** The tables, each row as column → cell. */
    record Measured(MetricTables tables) {
        List<Map<String, Object>> rows(MetricTable table) {
            var rows = new ArrayList<Map<String, Object>>();
            for (var row : table.sorted()) {
                var cells = new HashMap<String, Object>();
                table.shape().positions().forEach((name, position) -> cells.put(name, row[position]));
                rows.add(cells);
            }
            return rows;
        }

        private Map<String, Object> one(MetricTable table, Map<String, Object> where) {
            var found = rows(table).stream()
                    .filter(row -> where.entrySet().stream()
                            .allMatch(cell -> cell.getValue().equals(row.get(cell.getKey()))))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError(
                        found.size() + " rows of " + table.shape().name() + " where " + where);
            }
            return found.get(0);
        }

        Map<String, Object> item(String county, String stage, String item) {
            return one(tables.countyItem, Map.of("county_code", county, "stage", stage, "item", item));
        }

        String status(String county, String stage, String item) {
            return (String) item(county, stage, item).get("status");
        }

        /** What the items on resources come to together. */
        String verdict(String county) {
            var found = rows(tables.countyItem).stream()
                    .filter(item -> item.get("county_code").equals(county))
                    .map(item -> item.get("status"))
                    .collect(java.util.stream.Collectors.toSet());
            return Stream.of("fail", "cannot_say", "pass")
                    .filter(found::contains)
                    .findFirst()
                    .orElse("not_applicable");
        }

        List<Object> judgedCounties() {
            return rows(tables.countyItem).stream()
                    .map(row -> row.get("county_code"))
                    .distinct()
                    .toList();
        }

        Map<String, Object> equity(String region, String stage, String indicator) {
            return one(tables.equity, Map.of("region_code", region, "stage", stage, "indicator", indicator));
        }

        Map<String, Object> bound(String county, String stage, String indicator) {
            return one(tables.equityBound, Map.of("county_code", county, "stage", stage, "indicator", indicator));
        }

        Map<String, Object> indicator(String school, String stage, String indicator) {
            return one(tables.schoolIndicator, Map.of("school_code", school, "stage", stage, "indicator", indicator));
        }

        Map<String, Object> schoolVerdict(String school, String stage) {
            return one(tables.schoolVerdict, Map.of("school_code", school, "stage", stage));
        }

        List<Object> schoolsJudged(String stage) {
            return rows(tables.schoolVerdict).stream()
                    .filter(row -> row.get("stage").equals(stage))
                    .map(row -> row.get("school_code"))
                    .toList();
        }
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
