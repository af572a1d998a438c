package org.junheng.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.RuleInput.Aggregation;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Stage;

/**
 * The SQL of relations with a row a unit (stage, school, county, region) and a column a quantity, over the tables of
 * {@link JudgementTables}. What is aggregated over units of which some are missing is a range: columns {@code name#least}
 * and {@code name#most}.
 */
final class Relations {
    /** Above any sum that units which did not report could make. */
    static final String ANY_SUM = "1000000000000000::DECIMAL(28,10)";

    /** What is known also of schools that did not arrive, as {@code in_scope} is. */
    private static final String SCHOOL_TYPE = "school_type";

    private final InputCatalogue catalogue;
    private final StandardRule rule;
    private final Figures figures;

    /**
     * @param rule the rule whose figures stand in expressions, or null
     */
    Relations(InputCatalogue catalogue, StandardRule rule) {
        this.catalogue = catalogue;
        this.rule = rule;
        this.figures = new Figures(catalogue.standard(), rule);
    }

    /** The columns that tell a unit and where it lies. */
    static List<String> keys(JudgedAt level) {
        return switch (level) {
            case STAGE, SCHOOL ->
                List.of(
                        "year",
                        "county_code",
                        "city_code",
                        "province_code",
                        "pseudo",
                        "series_code",
                        "stage",
                        "school_code",
                        "state");
            case COUNTY ->
                List.of("year", "county_code", "city_code", "province_code", "pseudo", "series_code", "stage");
            case CITY, PROVINCE -> List.of("year", "region_code", "county_code", "city_code", "province_code", "stage");
        };
    }

    static String least(String name) {
        return '"' + name + "#least\"";
    }

    static String most(String name) {
        return '"' + name + "#most\"";
    }

    static boolean isRange(Quantity quantity) {
        return quantity instanceof Quantity.Aggregated || quantity instanceof Quantity.RegionSum;
    }

    /** A relation with the keys of a level and every quantity that the expressions use; ranges only where both ends meet. */
    String exact(JudgedAt level, Stage stage, List<String> expressions) {
        var used = catalogue.used(level, stage, expressions, rule, Set.of());
        return worked(leaves(level, stage, used), used, stage, Set.of(), List.of());
    }

    /**
     * Works out figures, readings and derived quantities over given leaves.
     *
     * @param leaves relation with the keys and the leaves; a range may stand under its plain name already
     * @param given names of derived quantities, figures and readings that the leaves have
     * @param more further columns, as SQL with their names
     */
    String worked(String leaves, Map<String, Quantity> used, Stage stage, Set<String> given, List<String> more) {
        var columns = new ArrayList<String>();
        used.forEach((name, quantity) -> {
            if (isRange(quantity) && !given.contains(name)) {
                columns.add("CASE WHEN %1$s = %2$s THEN %1$s END AS %3$s".formatted(least(name), most(name), name));
            }
        });
        used.forEach((name, quantity) -> {
            if (given.contains(name)) {
                return;
            }
            if (quantity instanceof Quantity.Figure) {
                columns.add(figures.figure(name) + " AS " + name);
            } else if (quantity instanceof Quantity.Setting) {
                columns.add(figures.setting(name) + " AS " + name);
            }
        });
        // Each derived quantity has a SELECT of its own: an alias within one would be worked out anew at every use.
        var layers = new ArrayList<List<String>>();
        layers.add(columns);
        used.forEach((name, quantity) -> {
            if (quantity instanceof Quantity.Derived derived && !given.contains(name)) {
                layers.add(List.of("(" + Names.ofStage(derived.input().value(), stage) + ") AS " + name));
            }
        });
        layers.add(more);
        var relation = leaves;
        for (var layer : layers) {
            if (!layer.isEmpty()) {
                relation = "SELECT *, %s FROM (%s)".formatted(String.join(", ", layer), relation);
            }
        }
        return relation;
    }

    /** A relation with the keys of a level and the leaves among the quantities. */
    String leaves(JudgedAt level, Stage stage, Map<String, Quantity> used) {
        return switch (level) {
            case STAGE, SCHOOL -> ofSchools(level, stage, used);
            case COUNTY -> ofCounties(stage, used);
            case CITY, PROVINCE -> ofRegions(level, stage, used);
        };
    }

    private String standard() {
        return Sql.text(catalogue.standard().standard());
    }

    /** The register of expected schools; those that did not arrive have no row in {@code unit}. */
    private String ofSchools(JudgedAt level, Stage stage, Map<String, Quantity> used) {
        var columns = used.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Quantity.Column
                        && !entry.getKey().equals("in_scope"))
                .map(entry -> entry.getKey().equals(SCHOOL_TYPE) ? ", e." + SCHOOL_TYPE : ", u." + entry.getKey())
                .collect(Collectors.joining());
        var expected = level == JudgedAt.STAGE
                ? "SELECT year, county_code, stage, school_code, state, in_scope, school_type FROM expected_school WHERE standard = %s AND stage = %s"
                        .formatted(standard(), Sql.text(stage.id()))
                : """
                  SELECT year, county_code, 'all' AS stage, school_code, min(state) AS state, bool_or(in_scope) AS in_scope,
                    any_value(school_type) AS school_type
                  FROM expected_school WHERE standard = %s GROUP BY year, county_code, school_code""".formatted(standard());
        return """
            SELECT e.year, e.county_code, c.city_code, c.province_code, c.pseudo, c.series_code, e.stage, e.school_code, e.state,
                   e.in_scope%s
            FROM (%s) e
            JOIN county c ON c.standard = %s AND c.year = e.year AND c.county_code = e.county_code
            LEFT JOIN unit u ON u.year = e.year AND u.school_code = e.school_code""".formatted(columns, expected, standard());
    }

    private String ofCounties(Stage stage, Map<String, Quantity> used) {
        var columns = new StringBuilder();
        var joins = new StringBuilder();
        int[] number = {0};
        used.forEach((name, quantity) -> {
            var alias = "j" + number[0]++;
            if (quantity instanceof Quantity.Column column) {
                columns.append(", ").append(column.ofSheet() ? "w." : "k.").append(name);
            } else if (quantity instanceof Quantity.Aggregated aggregated) {
                columns.append(range(alias, name));
                joins.append(
                        join(alias, aggregatedOverSchools("county_code", aggregated.input(), stage), "county_code"));
            } else if (quantity instanceof Quantity.OfYear ofYear) {
                columns.append(", %s.value AS %s".formatted(alias, name));
                joins.append(join(alias, ofYear(JudgedAt.COUNTY, stage, ofYear.input(), "series_code"), "series_code"));
            } else if (quantity instanceof Quantity.Items items) {
                columns.append(", %s.value AS %s".formatted(alias, name));
                joins.append(join(alias, items(stage, items.input()), "county_code"));
            } else if (quantity instanceof Quantity.Variation variation) {
                columns.append(", %s.value AS %s".formatted(alias, name));
                joins.append(join(alias, variation(stage, variation.indicator()), "county_code"));
            }
        });
        return """
            SELECT c.year, c.county_code, c.city_code, c.province_code, c.pseudo, c.series_code, %s AS stage%s
            FROM county c
            LEFT JOIN sheet w ON w.year = c.year AND w.county_code = c.county_code
            LEFT JOIN county_known k ON k.standard = c.standard AND k.year = c.year AND k.county_code = c.county_code
            %sWHERE c.standard = %s""".formatted(Sql.text(stage.id()), columns, joins, standard());
    }

    private static String range(String alias, String name) {
        return ", %1$s.least AS %2$s, %1$s.most AS %3$s".formatted(alias, least(name), most(name));
    }

    private static String join(String alias, String relation, String place) {
        return "LEFT JOIN (%1$s) %2$s ON %2$s.year = c.year AND %2$s.%3$s = c.%3$s\n".formatted(relation, alias, place);
    }

    /**
     * Units counted or summed: least and most of what it can be. Where a place expects no unit at all, nothing is known.
     *
     * @param place the column of the place over whose schools it is taken
     */
    private String aggregatedOverSchools(String place, RuleInput input, Stage stage) {
        var relations = new ArrayList<String>();
        for (var each : catalogue.stages(input, stage)) {
            var relation = exact(input.of(), each, InputCatalogue.parts(input));
            relations.add("SELECT year, %s, %s FROM (%s)".formatted(place, unit(input, each), relation));
        }
        return "SELECT year, %s, %s FROM (%s) GROUP BY ALL"
                .formatted(place, leastAndMost(input, "false"), String.join(" UNION ALL ", relations));
    }

    private static String unit(RuleInput input, Stage stage) {
        var meets = input.where() == null ? "true" : "(" + Names.ofStage(input.where(), stage) + ")";
        var value = input.value() == null ? "1" : "(" + Names.ofStage(input.value(), stage) + ")";
        return meets + " AS meets, " + value + " AS value";
    }

    /**
     * @param optional SQL condition on units that need not report
     */
    private static String leastAndMost(RuleInput input, String optional) {
        if (input.aggregation() == Aggregation.COUNT) {
            return """
                count(*) FILTER (WHERE meets AND NOT %1$s)::DECIMAL(28,10) AS least,
                count(*) FILTER (WHERE meets IS DISTINCT FROM false AND NOT %1$s)::DECIMAL(28,10) AS most""".formatted(optional);
        }
        return """
            coalesce(sum(value) FILTER (WHERE meets), 0)::DECIMAL(28,10) AS least,
            CASE WHEN coalesce(bool_or((meets IS NULL OR meets AND value IS NULL) AND NOT %s), false) THEN %s
                 ELSE coalesce(sum(value) FILTER (WHERE meets), 0)::DECIMAL(28,10) END AS most""".formatted(optional, ANY_SUM);
    }

    private String ofYear(JudgedAt level, Stage stage, RuleInput input, String place) {
        return "SELECT year - (%d) AS year, %s, (%s) AS value FROM (%s)"
                .formatted(
                        input.year(),
                        place,
                        Names.ofStage(input.value(), stage),
                        exact(level, stage, List.of(input.value())));
    }

    /** Whether items pass together: one that fails decides, one that is open leaves it open. */
    private String items(Stage stage, RuleInput input) {
        var own = input.standard() == null || input.standard().equals("own");
        var ofStage = stage == Stage.ALL ? "" : " AND stage IN ('all', %s)".formatted(Sql.text(stage.id()));
        var results = own && catalogue.standard().isPlan()
                ? variationItems()
                : "SELECT year, county_code, stage, item, status FROM county_item WHERE standard = %s"
                        .formatted(own ? standard() : Sql.text(input.standard()));
        return """
            SELECT year, county_code, CASE WHEN bool_or(status = 'fail') THEN false
              WHEN bool_or(status = 'cannot_say') OR NOT bool_or(status = 'pass') THEN NULL ELSE true END AS value
            FROM (%s) WHERE item IN (%s)%s GROUP BY ALL""".formatted(results, input.items().stream().map(Sql::text).collect(Collectors.joining(", ")), ofStage);
    }

    /** The CVs by the place rule of a plan as items: its own where they differ, else those of the standard taken over. */
    private String variationItems() {
        var items = catalogue.standard().indicators().stream()
                .map(indicator -> "(%s, %s)".formatted(Sql.text(indicator.id()), Sql.text(indicator.item())))
                .collect(Collectors.joining(", "));
        return """
            SELECT year, region_code AS county_code, stage, n.item, cv_status AS status
            FROM (%s) e JOIN (VALUES %s) n(indicator, item) USING (indicator)
            UNION ALL SELECT year, county_code, stage, item, status FROM county_item WHERE standard = %s""".formatted(variations(), items, standard());
    }

    /** The rows of table equity for counties: a plan's where it has one, else those of the standard taken over. */
    private String variations() {
        var plan = catalogue.standard();
        return !plan.isPlan()
                ? "FROM equity WHERE standard = " + standard()
                : """
                  FROM equity WHERE standard IN (%1$s, %2$s)
                  QUALIFY row_number() OVER (PARTITION BY year, region_code, stage, indicator ORDER BY standard = %1$s DESC) = 1""".formatted(standard(), Sql.text(plan.indicatorsOf()));
    }

    /** The CV of an indicator; null where a value or an expected school is missing (C8). */
    private String variation(Stage stage, String indicator) {
        return """
            SELECT e.year, e.region_code AS county_code, any_value(e.cv) AS value FROM (%1$s) e
            WHERE e.stage = %3$s AND e.indicator = %4$s AND e.excluded_missing = 0
              AND NOT EXISTS (FROM expected_school x WHERE x.standard = %2$s AND x.year = e.year AND x.stage = e.stage
                AND x.county_code = e.region_code AND x.in_scope AND x.state <> 'reported')
            GROUP BY ALL""".formatted(variations(), standard(), Sql.text(stage.id()), Sql.text(indicator));
    }

    private String ofRegions(JudgedAt level, Stage stage, Map<String, Quantity> used) {
        var columns = new StringBuilder();
        var joins = new StringBuilder();
        int[] number = {0};
        used.forEach((name, quantity) -> {
            var alias = "j" + number[0]++;
            if (quantity instanceof Quantity.RegionSum sum) {
                var input = overCounties(name, sum.column());
                columns.append(range(alias, name));
                joins.append(join(alias, aggregatedOverCounties(level, input, stage), "region_code"));
            } else if (quantity instanceof Quantity.RegionEvery every) {
                columns.append(", %s.value AS %s".formatted(alias, name));
                joins.append(join(alias, everyCounty(level, every.column(), stage), "region_code"));
            } else if (quantity instanceof Quantity.Aggregated aggregated) {
                var input = aggregated.input();
                columns.append(range(alias, name));
                joins.append(join(
                        alias,
                        input.of() == JudgedAt.COUNTY
                                ? aggregatedOverCounties(level, input, stage)
                                : overSchoolsOfRegion(level, input, stage),
                        "region_code"));
            } else if (quantity instanceof Quantity.OfYear ofYear) {
                columns.append(", %s.value AS %s".formatted(alias, name));
                joins.append(join(alias, ofYear(level, stage, ofYear.input(), "region_code"), "region_code"));
            }
        });
        return """
            SELECT c.year, c.region_code, NULL::VARCHAR AS county_code, c.city_code, c.province_code, %s AS stage%s
            FROM region c
            %sWHERE c.standard = %s AND c.level = %s""".formatted(Sql.text(stage.id()), columns, joins, standard(), Sql.text(level.id()));
    }

    private String overSchoolsOfRegion(JudgedAt level, RuleInput input, Stage stage) {
        var place = level.id() + "_code";
        return "SELECT * RENAME (%s AS region_code) FROM (%s)"
                .formatted(place, aggregatedOverSchools(place, input, stage));
    }

    private static RuleInput overCounties(String name, String column) {
        return new RuleInput(
                name,
                JudgedAt.CITY,
                null,
                null,
                Aggregation.SUM,
                JudgedAt.COUNTY,
                null,
                column,
                null,
                null,
                List.of(),
                null);
    }

    /** Counties of a region, each year; those that the facts know and the census lacks are missing. */
    private String aggregatedOverCounties(JudgedAt level, RuleInput input, Stage stage) {
        var relation = exact(JudgedAt.COUNTY, stage, InputCatalogue.parts(input));
        var years = input.since() == null
                ? "SELECT rc.*, rc.year AS of_year FROM region_county rc"
                : "SELECT rc.*, y.of_year FROM region_county rc, LATERAL (SELECT unnest(range(%d, rc.year + 1)) AS of_year) y"
                        .formatted(input.since());
        // A county that is not there is unknown under a condition, and counted where there is none.
        var meets = input.where() == null ? "true" : "(" + Names.ofStage(input.where(), stage) + ")";
        var value = input.value() == null ? "1" : "(" + Names.ofStage(input.value(), stage) + ")";
        return """
            SELECT year, region_code, %s FROM (
              SELECT n.year, n.region_code, n.pseudo, %s AS meets, %s AS value
              FROM (%s) n LEFT JOIN (SELECT * EXCLUDE (year, pseudo), year AS its_year FROM (%s)) m
                ON m.its_year = n.of_year AND m.series_code = n.series_code
              WHERE n.standard = %s AND n.level = %s)
            GROUP BY ALL""".formatted(
                        leastAndMost(input, "pseudo"), meets, value, years, relation, standard(), Sql.text(level.id()));
    }

    private String everyCounty(JudgedAt level, String column, Stage stage) {
        return """
            SELECT year, region_code, CASE WHEN bool_or(NOT value) THEN false
              WHEN bool_or(value IS NULL AND NOT pseudo) THEN NULL ELSE true END AS value FROM (
              SELECT n.year, n.region_code, n.pseudo, m.%1$s AS value FROM region_county n
              LEFT JOIN (%2$s) m ON m.year = n.year AND m.series_code = n.series_code
              WHERE n.standard = %3$s AND n.level = %4$s)
            GROUP BY ALL""".formatted(column, exact(JudgedAt.COUNTY, stage, List.of(column)), standard(), Sql.text(level.id()));
    }
}
