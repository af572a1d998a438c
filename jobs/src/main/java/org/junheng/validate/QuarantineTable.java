package org.junheng.validate;

import java.util.List;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;

/** The stored quarantine: each row keeps its text, its place, and every rule that it breaks. */
public final class QuarantineTable {
    /** Its shape. {@code school_type} and {@code manager_code} are kept for the register of expected schools. */
    public static final TableShape SHAPE = new TableShape(
            "quarantine",
            List.of(
                    new Column("sha256", Type.TEXT),
                    new Column("sheet", Type.TEXT),
                    new Column("line", Type.INTEGER),
                    new Column("file", Type.TEXT),
                    new Column("rule", Type.TEXT),
                    new Column("reason", Type.TEXT),
                    new Column("column_name", Type.TEXT),
                    new Column("found", Type.TEXT),
                    new Column("expected", Type.TEXT),
                    new Column("text", Type.TEXT),
                    new Column("profile", Type.TEXT),
                    new Column("year", Type.INTEGER),
                    new Column("county_code", Type.TEXT),
                    new Column("school_code", Type.TEXT),
                    new Column("school_type", Type.TEXT),
                    new Column("manager_code", Type.TEXT)));

    public static final int YEAR = 11;
    public static final int COUNTY_CODE = 12;
    public static final int SCHOOL_CODE = 13;
    public static final int SCHOOL_TYPE = 14;
    public static final int MANAGER_CODE = 15;

    private QuarantineTable() {}

    /**
     * @param told what another row of the school tells of its place and type, where this one does not
     */
    static Object[] row(Candidate candidate, Object[] told) {
        var plan = candidate.plan();
        var breaches = candidate.row().breaches();
        var first = breaches.get(0);
        var values = candidate.row().values();
        return new Object[] {
            plan.sha256(),
            plan.sheet(),
            candidate.raw().line(),
            plan.name(),
            first.rule().id(),
            String.join("\n", breaches.stream().map(Breach::reason).toList()),
            first.column(),
            first.found(),
            first.expected().both(),
            candidate.raw().text(),
            plan.profile(),
            values[CensusLayout.YEAR],
            known(values, told, CensusLayout.COUNTY_CODE),
            values[CensusLayout.SCHOOL_CODE],
            known(values, told, CensusLayout.SCHOOL_TYPE),
            known(values, told, CensusLayout.MANAGER_CODE)
        };
    }

    private static Object known(Object[] values, Object[] told, int column) {
        return values[column] == null ? told[column] : values[column];
    }
}
