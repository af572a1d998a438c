package org.junheng.judge;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junheng.terms.Stage;

/** The names that an SQL expression uses; of which kind they are, the catalogue of inputs tells. */
final class Names {
    /** What stands for the id of the stage in expressions. */
    private static final String STAGE = "<stage>";

    private static final Pattern TEXT_OR_NAME = Pattern.compile("'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VARIATION = Pattern.compile("cv_of\\(\\s*'([a-z0-9_]+)'\\s*\\)");

    /** How a name for the CV of an indicator begins. */
    static final String VARIATION_NAME = "cv_of__";

    private Names() {}

    /** An expression for one stage, with {@code cv_of('…')} as a plain name. */
    static String ofStage(String expression, Stage stage) {
        return VARIATION.matcher(expression.replace(STAGE, stage.id())).replaceAll(VARIATION_NAME + "$1");
    }

    /** An expression with names put otherwise; texts in quotes stay as they are. */
    static String replaced(String expression, UnaryOperator<String> otherwise) {
        return TEXT_OR_NAME
                .matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith("'") ? found.group() : otherwise.apply(found.group())));
    }

    /** The names in an expression, texts in quotes left out, in order. */
    static Set<String> in(String expression) {
        var names = new LinkedHashSet<String>();
        if (expression != null) {
            TEXT_OR_NAME.matcher(expression).results().forEach(found -> {
                if (!found.group().startsWith("'")) {
                    names.add(found.group());
                }
            });
        }
        return names;
    }
}
