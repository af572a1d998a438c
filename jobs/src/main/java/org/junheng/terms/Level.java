package org.junheng.terms;

import java.util.List;

/** Names of the levels of division. A profile may declare further ones. */
public final class Level {
    public static final String COUNTY = "county";
    public static final String CITY = "city";
    public static final String PROVINCE = "province";
    public static final String NATION = "nation";

    /** From the highest to the lowest. */
    public static final List<String> DOWNWARD = List.of(NATION, PROVINCE, CITY, COUNTY);

    private Level() {}
}
