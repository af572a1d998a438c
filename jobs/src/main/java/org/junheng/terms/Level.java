package org.junheng.terms;

import java.util.List;

/** Names of the levels of division. A profile may declare further ones. */
public final class Level {
    public static final String COUNTY = "county";
    public static final String CITY = "city";
    public static final String PROVINCE = "province";
    public static final String NATION = "nation";

    /** The levels that tables of divisions know, from the highest to the lowest. */
    public static final List<String> DOWNWARD = List.of(NATION, PROVINCE, CITY, COUNTY);

    private Level() {}

    /** The canonical column with the code of a level's region. */
    public static String codeColumn(String level) {
        return level + "_code";
    }

    /** The canonical column with the name of a level's region. */
    public static String nameColumn(String level) {
        return level + "_name";
    }
}
