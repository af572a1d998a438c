package org.junheng.publish;

import org.junheng.terms.Bilingual;

/** The words that stand before the parts of a comment and in the dictionary. */
final class Labels {
    static final Bilingual KEY = new Bilingual("键", "key");
    static final Bilingual ROW = new Bilingual("每行", "one row");
    static final Bilingual USE = new Bilingual("用法", "use");
    static final Bilingual ORDER = new Bilingual("顺序", "order");
    static final Bilingual EXAMPLE = new Bilingual("例", "example");
    static final Bilingual PARAMETERS = new Bilingual("参数", "parameters");
    static final Bilingual FORMULA = new Bilingual("公式", "formula");
    static final Bilingual UNIT = new Bilingual("单位", "unit");
    static final Bilingual SOURCE = new Bilingual("来源", "source");

    private Labels() {}
}
