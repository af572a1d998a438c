package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junheng.terms.Bilingual;

/**
 * Who must be balanced by which year, by one plan. Years, shares and clauses are those of the plan's rules.
 *
 * @param id the name of its file
 * @param plan the standard whose rules set the dates
 * @param standard the standard whose verdict counts
 * @param assessmentLevel whose recognition is meant: {@code nation} or {@code province}
 * @param region the division that the plan binds
 * @param source the document
 * @param census the reading of which census shows a target year (C12)
 * @param counties the dates of counties, or null where the plan sets none
 * @param quotas shares of the counties that must have reached it by a year
 * @param classSizes item of the standard that cannot be met while large classes stand, or null
 */
public record Roadmap(
        String id,
        Bilingual title,
        String plan,
        String standard,
        String assessmentLevel,
        String region,
        String source,
        CensusOfTarget census,
        Counties counties,
        List<Quota> quotas,
        String classSizes)
        implements Serializable {

    /**
     * Which census shows a target year.
     *
     * @param offset years from the target year to the census, 0 or −1
     * @param meaning the reading in force
     */
    public record CensusOfTarget(int offset, Bilingual meaning) implements Serializable {
        public int year(int targetYear) {
            return targetYear + offset;
        }
    }

    /**
     * The dates of counties.
     *
     * @param item the rule that sets them
     * @param years by region, null with the reason
     * @param moved dates that the plan has moved since
     */
    public record Counties(String item, String clause, Limit years, List<Moved> moved) implements Serializable {}

    /** A date that was moved; {@code from} is the year first set. */
    public record Moved(String county, int from, String source) implements Serializable {
        public Moved {
            Facts.required(county, "county");
            Facts.required(source, "source");
        }
    }

    /**
     * A share of the counties of the region.
     *
     * @param item the rule that sets it
     * @param level level of the region
     * @param due target year, or null with its reason
     */
    public record Quota(String item, String level, String clause, Limit.Value due, BigDecimal share)
            implements Serializable {
        /** How many of so many counties the share comes to: 30 % of 9 are 3. */
        public int needed(int counties) {
            return share.multiply(BigDecimal.valueOf(counties))
                    .setScale(0, java.math.RoundingMode.CEILING)
                    .intValueExact();
        }

        private boolean isDue(BigDecimal year) {
            return due.value() != null && due.value().compareTo(year) == 0;
        }
    }

    /**
     * The target year of a county, or why there is none; empty where the plan says nothing of it.
     *
     * @param county its code
     */
    public Optional<Limit.Value> target(String county, Divisions divisions, int censusYear) {
        return counties == null
                ? Optional.empty()
                : counties.years().values().stream()
                        .filter(value ->
                                value.region() == null || divisions.isWithin(county, value.region(), censusYear))
                        .findFirst();
    }

    /**
     * What a share is called in table {@code roadmap}: as the roadmap, with its year where the region has several, with its
     * item where that year is lost or another one has it too.
     */
    public String idOf(Quota quota) {
        if (quotas.size() == 1) {
            return id;
        }
        var year = quota.due().value();
        boolean isAlone = year != null
                && quotas.stream().filter(other -> other.isDue(year)).count() == 1;
        return id + "@" + (isAlone ? year.toPlainString() : quota.item());
    }
}
