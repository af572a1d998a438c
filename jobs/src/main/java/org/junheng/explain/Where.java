package org.junheng.explain;

import java.sql.SQLException;
import java.util.Optional;

/** What is explained, and the SQL that selects its rows. */
record Where(
        String code,
        String name,
        String level,
        boolean zone,
        int year,
        Optional<String> stage,
        Optional<String> standard) {

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

    /** Rows of the stage and standard that were asked for. */
    String filter(String alias) {
        return stageFilter(alias) + standardFilter(alias + "standard");
    }

    String stageFilter(String alias) {
        return stage.map(id -> " AND " + alias + "stage = " + Tables.literal(id))
                .orElse("");
    }

    String standardFilter(String column) {
        return standard.map(id -> " AND " + column + " = " + Tables.literal(id)).orElse("");
    }

    /**
     * Schools of the region: those that count in it under the standard of a row, or that a functional zone manages.
     *
     * @param row alias of a table with year, standard and school code, beside {@code s} for the school
     */
    String schools(String row) {
        return switch (level) {
            case "county" -> """
                    (EXISTS (SELECT 1 FROM school_indicator x WHERE x.year = %1$s.year AND x.standard = %1$s.standard
                               AND x.school_code = %1$s.school_code AND x.county_code = %2$s)
                     OR EXISTS (SELECT 1 FROM division z WHERE z.year = s.year AND z.code = s.manager_code
                                  AND z.pseudo AND z.code = %2$s))""".formatted(row, Tables.literal(code));
            case "city" -> "s.city_code = " + Tables.literal(code);
            case "province" -> "s.province_code = " + Tables.literal(code);
            case "nation" -> "true";
            default -> """
                s.region_code IN (WITH RECURSIVE inside(code) AS (
                  SELECT %1$s UNION SELECT d.code FROM division d JOIN inside i ON d.parent_code = i.code WHERE d.year = %2$d)
                SELECT code FROM inside)""".formatted(Tables.literal(code), year);
        };
    }

    /** The options that ask for the same year again. */
    String command(String asked, String options) {
        return "junheng explain " + asked + " --year " + year + options;
    }
}
