package org.junheng.judge;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Tells a formula that DuckDB does not take as a fault of the facts, with file and line. */
final class FormulaFault {
    private static final Pattern UNKNOWN = Pattern.compile("Referenced column \"([^\"]+)\" not found");
    private static final int MOST_NEAR = 3;

    private FormulaFault() {}

    static FaultException of(Standard standard, StandardRule rule, SQLException wrong) {
        return at(standard, rule.line(), rule.item(), wrong);
    }

    static FaultException at(Standard standard, long line, String item, Exception wrong) {
        var said = reason(wrong);
        return told(
                standard.standard(),
                line,
                item,
                Bilingual.format("条目 %1$s 的公式无法执行：%2$s", "the formula of %1$s cannot be worked out: %2$s", item, said),
                wrong);
    }

    /** The first of the faults that a check found. */
    static FaultException found(StandardTrial.Fault fault) {
        return told(fault.standard(), fault.line(), fault.item(), fault.what(), null);
    }

    private static FaultException told(String standard, long line, String item, Bilingual what, Exception wrong) {
        return new FaultException(
                FaultException.Kind.FACTS,
                "facts.formula",
                new Place("standards/" + standard + ".yaml", line, item),
                what,
                new Bilingual(
                        "请按 schemas/standards/README.md 改正，用 junheng standards check 检查",
                        "mend it as schemas/standards/README.md says; junheng standards check tells what is wrong"),
                wrong);
    }

    /** What is wrong, in words; a name that stands for nothing is told with the names that are nearest. */
    static Bilingual words(Exception wrong, Collection<String> names) {
        var said = reason(wrong);
        var unknown = UNKNOWN.matcher(said);
        if (!unknown.find()) {
            return new Bilingual("公式无法执行（DuckDB）：" + said, "the formula cannot be worked out (DuckDB): " + said);
        }
        var name = unknown.group(1);
        var near = names.stream()
                .sorted(Comparator.comparing((String each) ->
                                LevenshteinDistance.getDefaultInstance().apply(each, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAR)
                .toList();
        return Bilingual.format(
                "没有名为「%1$s」的输入、限值或开关；相近的输入有：%2$s",
                "there is no input, limit or switch called '%1$s'; the nearest inputs are: %2$s",
                name,
                String.join(", ", near));
    }

    /** What DuckDB says, without the query that it quotes. */
    static String reason(Exception wrong) {
        var said = String.valueOf(wrong.getMessage());
        int query = said.indexOf(" | ");
        said = query < 0 ? said : said.substring(0, query);
        int error = said.indexOf("Error: ", said.indexOf("pending query result") + 1);
        said = error < 0 || !said.contains("pending query result") ? said : said.substring(error + "Error: ".length());
        int quoted = said.indexOf("\n\nLINE ");
        return (quoted < 0 ? said : said.substring(0, quoted)).strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
