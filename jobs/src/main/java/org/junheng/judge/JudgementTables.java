package org.junheng.judge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.judge.Quantity.Type;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.CanonicalColumn.ClassSize;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableDatabase;

/**
 * The tables that rules are judged on: what measure left, schools with their campuses joined ({@code unit}), the counties
 * that each standard binds ({@code county}), their sheets ({@code sheet}), and the regions above them.
 */
final class JudgementTables {
    private static final List<String> READ =
            List.of("school", "expected_school", "county_sheet", "room", "county_item", "equity", "school_verdict");

    private static final List<String> WRITTEN = List.of(
            "region_item", "county_verdict", "finding", "review_calendar", "inspection_sample", "attention_list");

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final MeasuredFiles files;
    private final List<Standard> standards;
    private final Set<String> schoolColumns = new LinkedHashSet<>();
    private final Set<String> countyColumns = new LinkedHashSet<>();

    JudgementTables(TableDatabase database, Rulebook rulebook, MeasuredFiles files, List<Standard> standards) {
        this.database = database;
        this.rulebook = rulebook;
        this.files = files;
        this.standards = standards;
        for (var standard : standards) {
            var catalogue = new InputCatalogue(rulebook, standard);
            schoolColumns.addAll(catalogue.columns(JudgedAt.SCHOOL));
            countyColumns.addAll(catalogue.columns(JudgedAt.COUNTY));
        }
    }

    void load(Divisions divisions) throws SQLException {
        for (var table : READ) {
            database.load(table, files.of(table), table.equals("equity") ? "level = 'county'" : null);
        }
        // Items that measure judged; they are stored already.
        database.execute("CREATE TABLE measured_item AS SELECT DISTINCT standard, stage, item FROM county_item");
        for (var table : WRITTEN) {
            database.create(table);
        }
        database.loadDistinct("division", files.of("division"));
        createGroups();
        var indicators = files.of("school_indicator");
        if (indicators.isEmpty()) {
            database.create("school_indicator");
        } else {
            database.execute("CREATE VIEW school_indicator AS SELECT * FROM " + TableDatabase.parquet(indicators));
        }
        createUnits();
        createHistory();
        createSheets();
        new JudgedPlaces(database, standards, divisions).create();
        database.execute("CREATE TABLE county_known (standard VARCHAR, year BIGINT, county_code VARCHAR,"
                + " quality_balanced_nation BOOLEAN, quality_balanced_province BOOLEAN, resources_balanced BOOLEAN,"
                + " groups_balanced BOOLEAN, clusters_balanced BOOLEAN)");
        database.execute("""
                CREATE TABLE school_answer (standard VARCHAR, item VARCHAR, stage VARCHAR, year BIGINT, county_code VARCHAR,
                  school_code VARCHAR, state VARCHAR, in_scope BOOLEAN, pseudo BOOLEAN, applies BOOLEAN, answer BOOLEAN, observed DOUBLE,
                  required DOUBLE, due INTEGER, missing_zh VARCHAR, missing_en VARCHAR)""");
        database.execute("""
                CREATE TABLE county_answer (standard VARCHAR, item VARCHAR, stage VARCHAR, year BIGINT, county_code VARCHAR,
                  series_code VARCHAR, applies BOOLEAN, answer BOOLEAN, observed DOUBLE, required DOUBLE, due INTEGER)""");
        database.execute(
                "CREATE TABLE absent_stage (county_code VARCHAR, stage VARCHAR, valid_from INTEGER, valid_to INTEGER, reason VARCHAR)");
        for (var each : rulebook.lawFacts().absentStages()) {
            database.execute("INSERT INTO absent_stage VALUES (%s, %s, %d, %s, %s)"
                    .formatted(
                            Sql.text(each.countyCode()),
                            Sql.text(each.stage().id()),
                            each.from(),
                            each.to(),
                            Sql.text(each.reason())));
        }
        database.execute("""
                CREATE TABLE recognised (county_code VARCHAR, assessment_level VARCHAR, year INTEGER)""");
        for (var each : rulebook.lawFacts().recognitions()) {
            database.execute("INSERT INTO recognised VALUES (%s, %s, %d)"
                    .formatted(Sql.text(each.countyCode()), Sql.text(each.assessmentLevel()), each.year()));
        }
    }

    /** The CVs inside education groups and school clusters, with the county that each lies in. */
    private void createGroups() throws SQLException {
        var of = files.of("equity").isEmpty()
                ? "SELECT * FROM equity WHERE false"
                : "SELECT * FROM " + TableDatabase.parquet(files.of("equity"));
        database.execute("""
                CREATE TABLE group_variation AS
                SELECT e.year, e.standard, e.level, d.parent_code AS county_code, e.stage, e.cv, e.excluded_missing
                FROM (%s) e JOIN division d ON d.year = e.year AND d.code = e.region_code
                WHERE e.level IN ('education_group', 'school_cluster')""".formatted(of));
    }

    /** The open schools of each year with their campuses joined, as the kernel joins them. */
    private void createUnits() throws SQLException {
        var numbers = new TreeMap<String, CanonicalColumn>();
        for (var name : schoolColumns) {
            var column = rulebook.columns().get(name);
            if (column != null && (column.isNumeric() || column.type() == CanonicalColumn.Type.FLAG)) {
                numbers.put(name, column);
            }
        }
        var withBands = new ArrayList<Stage>();
        for (var stage : List.of(Stage.PRIMARY, Stage.JUNIOR)) {
            if (schoolColumns.contains("bands_" + stage.id())) {
                withBands.add(stage);
            }
        }
        var stored = new TreeMap<>(numbers);
        withBands.forEach(stage -> {
            bandColumns(stage).forEach(band -> {
                stored.put(band.column(), rulebook.columns().get(band.column()));
                stored.put(band.students(), rulebook.columns().get(band.students()));
            });
            stored.put("classes_" + stage.id(), rulebook.columns().get("classes_" + stage.id()));
        });
        var census = censusRows(stored);
        var columns = new ArrayList<String>();
        numbers.forEach((name, column) -> columns.add(joined(name, column) + " AS " + name));
        withBands.forEach(stage -> columns.add(bands(stage) + " AS bands_" + stage.id()));
        database.execute("""
                CREATE TABLE unit AS
                SELECT s.year, s.unit_code AS school_code,
                  max(s.type) FILTER (s.school_code = s.unit_code) AS school_type,
                  max(s.urban_rural) FILTER (s.school_code = s.unit_code) AS urban_rural,
                  max(s.ownership) FILTER (s.school_code = s.unit_code) AS ownership,
                  max(s.grade_system) FILTER (s.school_code = s.unit_code) AS grade_system,
                  max(s.county_code) FILTER (s.school_code = s.unit_code) AS location_code,
                  max(s.series_code) FILTER (s.school_code = s.unit_code) AS series_code,
                  max(s.name) FILTER (s.school_code = s.unit_code) AS name,
                  bool_or(offers_primary) AS offers_primary, bool_or(offers_junior) AS offers_junior,
                  bool_or(offers_senior) AS offers_senior,
                  CASE WHEN bool_and(s.students IS NOT NULL) THEN sum(s.students)::DECIMAL(28,10) END AS students%s
                FROM (SELECT *, contains(stages, 'primary') AS offers_primary, contains(stages, 'junior') AS offers_junior,
                        contains(stages, 'senior') AS offers_senior FROM school WHERE unit_code IS NOT NULL) s
                LEFT JOIN (%s) c ON c.census_year = s.year AND c.census_school = s.school_code
                GROUP BY s.year, s.unit_code""".formatted(columns.isEmpty() ? "" : ", " + String.join(", ", columns), census));
    }

    /** The rows of all censuses with the same columns; a column that a profile lacks is null. */
    private String censusRows(TreeMap<String, CanonicalColumn> columns) {
        var parts = new ArrayList<String>();
        files.census().forEach((id, paths) -> {
            if (paths.isEmpty()) {
                return;
            }
            var shape = CensusLayout.of(rulebook.profiles().get(id), rulebook).positions();
            var cells = new ArrayList<String>();
            columns.forEach((name, column) -> {
                cells.add(", %s::%s AS %s"
                        .formatted(
                                shape.containsKey(name) ? '"' + name + '"' : "NULL",
                                Type.of(column).sql(),
                                name));
            });
            parts.add("SELECT year AS census_year, school_code AS census_school%s FROM %s"
                    .formatted(String.join("", cells), TableDatabase.parquet(paths)));
        });
        if (parts.isEmpty()) {
            var cells = columns.entrySet().stream()
                    .map(entry -> ", NULL::%s AS %s"
                            .formatted(Type.of(entry.getValue()).sql(), entry.getKey()))
                    .collect(Collectors.joining());
            return "SELECT NULL::BIGINT AS census_year, NULL::VARCHAR AS census_school" + cells + " LIMIT 0";
        }
        return String.join(" UNION ALL ", parts);
    }

    private static String offering(CanonicalColumn column, String name) {
        return column.perStage() ? " FILTER (offers_" + name.substring(name.lastIndexOf('_') + 1) + ")" : "";
    }

    /** What a row should report and does not makes the sum missing; a stage that a row does not offer counts nothing. */
    private static String joined(String name, CanonicalColumn column) {
        if (column.perStage() && name.endsWith("_all")) {
            return "NULL::DECIMAL(28,10)";
        }
        var offering = offering(column, name);
        if (name.startsWith(CensusLayout.LARGEST_CLASS)) {
            return "CASE WHEN bool_and(c.%1$s IS NOT NULL)%2$s THEN max(c.%1$s)%2$s END".formatted(name, offering);
        }
        return column.type() == CanonicalColumn.Type.FLAG
                ? "CASE WHEN bool_and(c.%1$s IS NOT NULL)%2$s THEN bool_and(c.%1$s)%2$s END".formatted(name, offering)
                : "CASE WHEN bool_and(c.%1$s IS NOT NULL)%2$s THEN (sum(c.%1$s)%2$s)::DECIMAL(28,10) END"
                        .formatted(name, offering);
    }

    /** A band of class sizes. */
    private record Band(ClassSize size, String column, String students) {}

    private List<Band> bandColumns(Stage stage) {
        var bands = new TreeMap<String, Band>();
        rulebook.columns().forEach((name, column) -> {
            if (column.classSize() != null
                    && column.classSize().of() == ClassSize.Counted.CLASSES
                    && name.endsWith("_" + stage.id())) {
                bands.put(
                        column.classSize().band(),
                        new Band(column.classSize(), name, name.replaceFirst("^classes_", "students_in_classes_")));
            }
        });
        return List.copyOf(bands.values());
    }

    /**
     * Classes by band, where a row tells any; blanks beside bands that make all classes are none. Of a band that not every row
     * tells, the classes are not known, and {@code known} is how many there are at least.
     */
    private String bands(Stage stage) {
        var bands = bandColumns(stage);
        var id = stage.id();
        var sum = bands.stream()
                .map(band -> "coalesce(c.%s, 0)".formatted(band.column()))
                .collect(Collectors.joining(" + "));
        var any = bands.stream()
                .map(band -> "c.%s IS NOT NULL".formatted(band.column()))
                .collect(Collectors.joining(" OR "));
        var whole = "coalesce(c.classes_%s = %s, false)".formatted(id, sum);
        var list = bands.stream()
                .map(band -> """
                        {'least': %1$s, 'most': %2$s,
                         'classes': CASE WHEN bool_and(c.%3$s IS NOT NULL OR %6$s) FILTER (offers_%4$s)
                           THEN coalesce(sum(c.%3$s) FILTER (offers_%4$s), 0)::BIGINT END,
                         'students': (sum(c.%5$s) FILTER (offers_%4$s))::BIGINT,
                         'known': coalesce(sum(c.%3$s) FILTER (offers_%4$s), 0)::BIGINT}""".formatted(
                                orNull(band.size().least()),
                                orNull(band.size().most()),
                                band.column(),
                                id,
                                band.students(),
                                whole))
                .collect(Collectors.joining(", "));
        return "CASE WHEN bool_or(%s OR %s) FILTER (offers_%s) THEN [%s] END".formatted(any, whole, id, list);
    }

    private static String orNull(Integer size) {
        return size == null ? "NULL::INTEGER" : size.toString();
    }

    /** Rooms, and when a school was last inspected and evaluated, beside the schools. */
    private void createHistory() throws SQLException {
        database.execute(
                "CREATE TABLE history (plan VARCHAR, year INTEGER, kind VARCHAR, level VARCHAR, code VARCHAR)");
        for (var each : rulebook.lawFacts().inspections()) {
            database.execute("INSERT INTO history VALUES (%s, %d, %s, %s, %s)"
                    .formatted(
                            Sql.text(each.plan()),
                            each.year(),
                            Sql.text(each.kind()),
                            Sql.text(each.level()),
                            Sql.text(each.code())));
        }
        database.execute("ALTER TABLE unit RENAME TO unit_alone");
        // A county of which no school was ever inspected has no history: nothing is known of its schools.
        database.execute("""
                CREATE TABLE unit AS
                SELECT u.*, r.rooms,
                  CASE WHEN max(i.last) OVER county IS NOT NULL THEN coalesce(i.last, 0) END::DECIMAL(28,10) AS last_inspected,
                  CASE WHEN max(e.last) OVER county IS NOT NULL THEN coalesce(e.last, 0) END::DECIMAL(28,10) AS last_evaluated
                FROM unit_alone u
                LEFT JOIN (
                  SELECT r.year, s.unit_code,
                    list({'kind': r.kind, 'area': r.area::DECIMAL(28,10), 'year_built': r.year_built::INTEGER} ORDER BY r.room_code) AS rooms
                  FROM room r JOIN school s ON s.year = r.year AND s.school_code = r.school_code GROUP BY ALL) r
                  ON r.year = u.year AND r.unit_code = u.school_code
                LEFT JOIN LATERAL (SELECT max(h.year) AS last FROM history h
                  WHERE h.kind = 'inspection' AND h.level = 'school' AND h.code = u.school_code AND h.year <= u.year) i ON true
                LEFT JOIN LATERAL (SELECT max(h.year) AS last FROM history h
                  WHERE h.kind = 'evaluation' AND h.level = 'school' AND h.code = u.school_code AND h.year <= u.year) e ON true
                WINDOW county AS (PARTITION BY u.year, u.location_code)""");
    }

    /** County sheets, a column a column. */
    private void createSheets() throws SQLException {
        var columns = new ArrayList<String>();
        for (var name : countyColumns) {
            var column = rulebook.columns().get(name);
            if (column == null || column.reference() == null) {
                continue;
            }
            var value =
                    switch (Type.of(column)) {
                        case NUMBER -> "max(value) FILTER (column_name = '%s')::DECIMAL(28,10)";
                        case FLAG -> "max(value) FILTER (column_name = '%s') = 1";
                        case DATE -> "TRY_CAST(max(text) FILTER (column_name = '%s') AS DATE)";
                        default -> "max(text) FILTER (column_name = '%s')";
                    };
            columns.add(value.formatted(name) + " AS " + name);
        }
        database.execute(
                "CREATE TABLE sheet AS SELECT year, county_code, false AS quarantined%s FROM county_sheet GROUP BY ALL"
                        .formatted(columns.isEmpty() ? "" : ", " + String.join(", ", columns)));
        // A sheet in quarantine says nothing, but it is there: a bad cell must not turn into a sheet that nobody sent.
        if (!files.quarantinedSheets().isEmpty()) {
            database.execute("""
                    INSERT INTO sheet BY NAME
                    SELECT DISTINCT q.year, q.county_code, true AS quarantined FROM %s q
                    ANTI JOIN sheet s ON s.year = q.year AND s.county_code = q.county_code
                    WHERE q.year IS NOT NULL AND q.county_code IS NOT NULL""".formatted(TableDatabase.parquet(files.quarantinedSheets())));
        }
    }
}
