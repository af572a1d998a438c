package org.junheng.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;

/** Tries the kernel on what examples of a standard give: one school, one CV, or so many indicators met. */
public final class IndicatorTrial {
    /**
     * What an indicator of a school comes to.
     *
     * @param aboveFloor whether a failing value reaches the floor
     */
    public record Result(Status status, boolean aboveFloor, Double value) {}

    private final Rulebook rulebook;
    private final CensusProfile profile;
    private final TableShape shape;

    /**
     * @param profile a census profile that is measured by the standard
     */
    public IndicatorTrial(Rulebook rulebook, CensusProfile profile) {
        this.rulebook = rulebook;
        this.profile = profile;
        var columns = new ArrayList<>(CensusLayout.identity().columns());
        rulebook.columns().forEach((name, column) -> {
            if (column.isNumeric() && column.reference() == null && !name.equals("year")) {
                columns.add(new Column(name, name.startsWith("students_") ? Type.INTEGER : Type.NUMBER));
            }
        });
        this.shape = new TableShape("trial", columns);
    }

    /**
     * An indicator of one school in one stage.
     *
     * @param given census column → number or code; without a type of school it is one of that stage alone
     * @throws IllegalArgumentException where a column is not known
     */
    public Result indicator(Standard standard, Indicator indicator, Stage stage, Map<String, Object> given) {
        var row = new Object[shape.columns().size()];
        var at = shape.positions();
        row[CensusLayout.SCHOOL_CODE] = "trial";
        row[CensusLayout.SITUATION] = "open";
        row[CensusLayout.SCHOOL_TYPE] = typeOf(stage);
        given.forEach((name, value) -> {
            var position = at.get(name);
            if (position == null) {
                throw new IllegalArgumentException("there is no census column '" + name + "'");
            }
            row[position] = switch (shape.columns().get(position).type()) {
                case INTEGER -> value == null ? null : (Object) ((Number) value).longValue();
                case NUMBER -> value == null ? null : (Object) ((Number) value).doubleValue();
                default -> String.valueOf(value);
            };
        });
        var school = new School(row, new NumericColumns(shape, rulebook), profile, rulebook);
        int position = standard.indicators().indexOf(indicator);
        var value = new SchoolStage(school, stage, standard).values().get(position);
        return new Result(value.status(), value.aboveFloor(), value.value());
    }

    private String typeOf(Stage stage) {
        var types = rulebook.codeLists().get("school_type");
        return types == null
                ? null
                : types.entries().entrySet().stream()
                        .filter(entry -> entry.getValue().stages().equals(Set.of(stage)))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * The status of a CV of so many schools, of which some lack their value.
     *
     * @param bounds the least and greatest CV that these leave possible; empty where nothing tells
     */
    public static Status variation(Standard standard, Stage stage, double cv, int missing, List<BigDecimal> bounds) {
        var limit = standard.cvLimit().get(stage);
        if (limit == null) {
            return Status.NOT_APPLICABLE;
        }
        return missing == 0 || bounds.isEmpty()
                ? CountyJudgement.status(cv, limit, missing)
                : CountyJudgement.status(
                        limit,
                        new VariationBounds(
                                0, 0, bounds.get(0).doubleValue(), bounds.get(1).doubleValue(), true));
    }

    /** The verdict on a school of which so many indicators are met, between floor and threshold, below, unknown. */
    public static Status school(Standard standard, int met, int between, int below, int unknown) {
        return SchoolStage.verdict(
                met, between, below, unknown, standard.schoolRule().minimumMet());
    }

    /** The profiles of schools that are measured by a standard. */
    public static List<CensusProfile> profiles(Rulebook rulebook, Standard standard) {
        return rulebook.profiles().values().stream()
                .filter(profile -> profile.unit().isSchool())
                .filter(profile -> profile.standards().contains(standard.standard()))
                .toList();
    }
}
