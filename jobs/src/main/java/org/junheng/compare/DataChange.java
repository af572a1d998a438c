package org.junheng.compare;

import java.util.Locale;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.DataVersion;

/** What kind of change a snapshot brings to those who read the one before it, the gravest first. */
public enum DataChange {
    /** Something that readers held on to is gone: a table, a column, or a row about a subject. */
    REMOVAL,
    /** There is more: a table, a column, or a row about a subject; what stood before stands. */
    ADDITION,
    /** Other values, by other code or rules. */
    REVISION,
    /** Other values by the same code and rules: the data were mended. */
    CORRECTION,
    /** No compared table differs. */
    SAME;

    /** The word for it in the published table {@code snapshot}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a person calls it. */
    public Bilingual title() {
        return switch (this) {
            case REMOVAL -> new Bilingual("删除", "removal");
            case ADDITION -> new Bilingual("新增", "addition");
            case REVISION -> new Bilingual("修订", "revision");
            case CORRECTION -> new Bilingual("更正", "correction");
            case SAME -> new Bilingual("数据没有不同", "the same data");
        };
    }

    /** The version after such a change. */
    public DataVersion next(DataVersion version) {
        return switch (this) {
            case REMOVAL -> version.afterRemoval();
            case ADDITION, REVISION -> version.afterAddition();
            case CORRECTION, SAME -> version.afterCorrection();
        };
    }
}
