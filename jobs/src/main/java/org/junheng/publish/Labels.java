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

    static final Bilingual COLON = new Bilingual("：", ": ");
    static final Bilingual TITLE = new Bilingual("发布数据库字典", "Dictionary of the published database");
    static final Bilingual INTRODUCTION = new Bilingual(
            "本页由 `./junheng dictionary --out docs` 依 `schemas/summary/` 生成，请勿手改；数据库内的 COMMENT 与表 data_dictionary、data_macro 出自同一处。"
                    + "各表按键的顺序排列，键唯一且不为空。空值表示无法计算或未报，从不表示零。[English](dictionary.md)",
            "Made by `./junheng dictionary --out docs` from `schemas/summary/`; do not edit it. The comments in the database and its tables"
                    + " data_dictionary and data_macro come from the same place. Rows stand in the order of the key, which is unique and never"
                    + " null. Null means that a figure cannot be computed or was not reported, and never zero. [中文](dictionary.zh.md)");
    static final Bilingual CONTENTS = new Bilingual("目录", "Contents");
    static final Bilingual TABLES = new Bilingual("表", "Tables");
    static final Bilingual VIEWS = new Bilingual("视图", "Views");
    static final Bilingual MACROS = new Bilingual("宏", "Macros");
    static final Bilingual ABOUT_MACROS = new Bilingual(
            "以 value 和 weight 为参数的宏是聚合：得出所选各行的一个数，或配合 GROUP BY 得出每组一个数；数值或权重缺失、不是有限数，或权重不大于零的行不计入。"
                    + "不能用于 HAVING，也不能带 FILTER、OVER 或 DISTINCT：先在子查询中算出再筛选，或把不取的行的权重写成空值。"
                    + "以 ATTACH 打开本库时，先 USE 该库再调用。",
            "A macro over value and weight is an aggregate: it gives one figure over the rows selected or, with GROUP BY, one a group."
                    + " Rows whose value or weight is missing, NaN or infinite, or whose weight is not above zero, do not count."
                    + " It cannot stand in HAVING or take FILTER, OVER or DISTINCT: work it out in a subquery and select from that,"
                    + " or make the weight of rows that are not wanted null."
                    + " Where the database was attached, say USE first.");
    static final Bilingual TABLE = new Bilingual("表", "table");
    static final Bilingual VIEW = new Bilingual("视图", "view");
    static final Bilingual MACRO = new Bilingual("宏", "macro");
    static final Bilingual COLUMN = new Bilingual("列", "column");
    static final Bilingual PARAMETER = new Bilingual("参数", "parameter");
    static final Bilingual TYPE = new Bilingual("类型", "type");
    static final Bilingual MEANING = new Bilingual("含义", "meaning");
    static final Bilingual QUESTION = new Bilingual("问题", "question");

    private Labels() {}
}
