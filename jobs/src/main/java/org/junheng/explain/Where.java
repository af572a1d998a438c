package org.junheng.explain;

import java.sql.SQLException;
import java.util.Optional;
import org.junheng.summary.SqlText;

/** What is explained, and the SQL that selects its rows. */
record Where(
        String code,
        String name,
        String level,
        boolean zone,
        int year,
        Optional<String> stage,
        Optional<String> standard,
        Standards standards) {

    /** A snapshot, and whether its data are generated. */
    record Snapshot(String id, boolean generated) {
        static Snapshot of(Tables tables) throws SQLException {
            var row = tables.first("SELECT id, generated FROM snapshot").orElseThrow();
            return new Snapshot(row.text("id"), row.isTrue("generated"));
        }

        void tell(Text text) {
            text.line("快照 " + id, "snapshot " + id);
            if (generated) {
                text.line("※ 生成的示例数据，并非真实学校", "※ generated sample data: these are not real schools");
            }
        }
    }

    /**
     * The codes of the region and of all that lies in it, whatever lies between.
     *
     * @param selected what is selected of column {@code code}
     */
    String inside(String selected) {
        return """
                WITH RECURSIVE inside(code) AS (
                  SELECT %2$s UNION SELECT n.code FROM division n JOIN inside i ON n.parent_code = i.code WHERE n.year = %3$d)
                SELECT %1$s FROM inside""".formatted(selected, SqlText.literal(code), year);
    }

    /** Rows of the stage and standard that were asked for. */
    String filter(String alias) {
        return stageFilter(alias) + standardFilter(alias + "standard");
    }

    String stageFilter(String alias) {
        return stage.map(id -> " AND " + alias + "stage = " + SqlText.literal(id))
                .orElse("");
    }

    String standardFilter(String column) {
        return standard.map(id -> " AND " + column + " = " + SqlText.literal(id))
                .orElse("");
    }

    /** Rows of a school's indicators and verdicts, which a plan shares with the standard that it takes over. */
    String measuredFilter(String alias) {
        return stageFilter(alias)
                + standard.map(id -> " AND " + alias + "standard = " + SqlText.literal(standards.measuredBy(id)))
                        .orElse("");
    }

    /** Rows of equity: without a standard none of a plan; under a plan those of the other standard where it has none. */
    String equityFilter(String alias) {
        if (standard.isEmpty()) {
            return stageFilter(alias) + " AND " + alias + "standard NOT IN (SELECT standard FROM "
                    + Standards.MEASURED_BY + ")";
        }
        var id = standard.get();
        var own = alias + "standard = " + SqlText.literal(id);
        var other = standards.measuredBy(id);
        return stageFilter(alias)
                + (other.equals(id)
                        ? " AND " + own
                        : """
                         AND (%1$s OR %2$sstandard = %3$s AND NOT EXISTS (FROM equity o WHERE o.standard = %4$s AND o.year = %2$syear
                         AND o.level = %2$slevel AND o.region_code = %2$sregion_code AND o.stage = %2$sstage))""".formatted(own, alias, SqlText.literal(other), SqlText.literal(id)));
    }

    /** Schools of the region that a standard counts there: a plan by its register, others as below. */
    String schools(String row, String countedBy) {
        return standards.measuredBy(countedBy).equals(countedBy)
                ? schools(row)
                : """
                EXISTS (FROM expected_school x WHERE x.year = %1$s.year AND x.standard = %2$s AND x.stage = %1$s.stage
                  AND x.school_code = %1$s.school_code AND x.county_code IN (%3$s))""".formatted(row, SqlText.literal(countedBy), inside("code"));
    }

    /**
     * Schools of the region: those that count in it under the standard of a row, or that a functional zone manages.
     *
     * @param row alias of a table with year, standard and school code, beside {@code s} for the school
     */
    private String schools(String row) {
        return switch (level) {
            case "county" -> """
                    (EXISTS (SELECT 1 FROM school_indicator x WHERE x.year = %1$s.year AND x.standard = %1$s.standard
                               AND x.school_code = %1$s.school_code AND x.county_code = %2$s)
                     OR EXISTS (SELECT 1 FROM division z WHERE z.year = s.year AND z.code = s.manager_code
                                  AND z.pseudo AND z.code = %2$s))""".formatted(row, SqlText.literal(code));
            case "city" -> "s.city_code = " + SqlText.literal(code);
            case "province" -> "s.province_code = " + SqlText.literal(code);
            case "nation" -> "true";
            case "education_group", "school_cluster" -> """
                EXISTS (FROM school_indicator x WHERE x.year = %1$s.year AND x.standard = %1$s.standard
                  AND x.school_code = %1$s.school_code AND %2$s)""".formatted(row, inGroup("x"));
            // A list, as DuckDB cannot bind IN with this beneath OR.
            default -> "list_contains((%s), s.region_code)".formatted(inside("list(code)"));
        };
    }

    /**
     * The condition that a school {@code s} belongs to this group, whose code begins with the region in which the school counts.
     *
     * @param indicator alias of its row of {@code school_indicator}, which tells the county
     */
    String inGroup(String indicator) {
        return """
                coalesce(CASE WHEN s.region_code = s.county_code THEN %1$s.county_code ELSE s.region_code END || '/', '')
                  || s.%2$s = %3$s""".formatted(indicator, level, SqlText.literal(code));
    }

    /** The options that ask for the same year again. */
    String command(String asked, String options) {
        return "junheng explain " + quoted(asked) + " --year " + year + options;
    }

    /** A code as a shell takes it: names of groups may have blanks in them. */
    static String quoted(String code) {
        return code.matches("[\\p{L}\\p{N}/@._-]+") ? code : "'" + code.replace("'", "'\\''") + "'";
    }
}
