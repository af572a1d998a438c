package org.junheng.judge;

import java.sql.SQLException;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Tells a formula that DuckDB does not take as a fault of the facts, with file and line. */
final class FormulaFault {
    private FormulaFault() {}

    static FaultException of(Standard standard, StandardRule rule, SQLException wrong) {
        return at(standard, rule.line(), rule.item(), wrong);
    }

    static FaultException at(Standard standard, long line, String item, Exception wrong) {
        var said = reason(wrong);
        return new FaultException(
                FaultException.Kind.FACTS,
                "facts.formula",
                new Place("standards/" + standard.standard() + ".yaml", line, item),
                Bilingual.format("条目 %1$s 的公式无法执行：%2$s", "the formula of %1$s cannot be worked out: %2$s", item, said),
                new Bilingual(
                        "请按 schemas/standards/README.md 改正，用 junheng standards check 检查",
                        "mend it as schemas/standards/README.md says; junheng standards check tells what is wrong"),
                wrong);
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
