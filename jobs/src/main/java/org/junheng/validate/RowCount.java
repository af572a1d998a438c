package org.junheng.validate;

import java.io.Serializable;

/** Rows of one sheet, one year and one county, by what became of them. */
public final class RowCount implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int sheet;
    private final int year;
    private final String county;
    private long accepted;
    private long quarantined;
    private long superseded;

    /**
     * @param sheet position of the sheet's plan
     * @param year the census year; 0 where it cannot be told
     * @param county code of the county; empty where it cannot be told
     */
    RowCount(int sheet, int year, String county) {
        this.sheet = sheet;
        this.year = year;
        this.county = county;
    }

    void addAccepted() {
        accepted++;
    }

    void addQuarantined() {
        quarantined++;
    }

    /** A sound row in whose place a later delivery stands: accepted, and not in the census. */
    void addSuperseded() {
        accepted++;
        superseded++;
    }

    public int sheet() {
        return sheet;
    }

    public int year() {
        return year;
    }

    public String county() {
        return county;
    }

    public long accepted() {
        return accepted;
    }

    public long quarantined() {
        return quarantined;
    }

    public long superseded() {
        return superseded;
    }
}
