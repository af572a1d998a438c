package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;

/** The contents of {@code schemas/sample/county_sheets.yaml}, which says what each part means. */
record SheetFacts(
        String profile,
        String columns,
        String roomsProfile,
        String sheetName,
        String roomsName,
        int firstYear,
        int leastYears,
        Texts texts,
        Meets meets,
        double yearly,
        double blank,
        int moneyFrom,
        Map<String, Known> counties,
        double sizeShare,
        Ceilings ceilings,
        Map<String, String> readings,
        Counting counting,
        Spending spending,
        Map<String, Cohort> cohorts,
        Monitoring monitoring,
        Rooms rooms,
        List<FigureFacts> figures,
        String notice) {

    record Texts(String yes, String no, String origin, String music, String art, String none) {}

    /** The chance that what is asked for is done. */
    record Meets(double settled, double eachYearBefore) {
        double chance(int yearsToGo) {
            return settled + eachYearBefore * yearsToGo;
        }
    }

    /** What is known beforehand of a county; {@code spendingFalls} may be null. */
    record Known(
            boolean inOrder,
            List<String> blank,
            List<String> fallsShortLast,
            boolean withoutSheetLast,
            Integer spendingFalls) {
        static final Known NOTHING = new Known(false, null, null, false, null);

        Known {
            blank = blank == null ? List.of() : List.copyOf(blank);
            fallsShortLast = fallsShortLast == null ? List.of() : List.copyOf(fallsShortLast);
        }
    }

    /** Types of schools of which the items of classes and sizes speak. */
    record Ceilings(
            String sizeItem, String classItem, List<String> noneFor, List<String> integrated, String completeMiddle) {}

    record Counting(int smallSchool, int doctorPupils, double daySchool, String specialType) {}

    record Spending(Span perPupil, Span rise, double fall) {}

    record Cohort(Span dropped, Span missed, double eachYear, Span moved, double deaths) {}

    record Monitoring(int firstYear, List<List<String>> turns) {
        boolean has(String subject, int year) {
            return turns.get(Math.floorMod(year - firstYear, turns.size())).contains(subject);
        }
    }

    record Rooms(
            String item,
            Meets meets,
            Span built,
            Span area,
            Span olderArea,
            Span smallArea,
            double fewer,
            double blank,
            Texts code,
            double outOfScope) {
        record Texts(String music, String art, String none) {}
    }

    /** Between two numbers, written as a pair. */
    record Span(double low, double high) {
        @JsonCreator
        static Span of(List<Double> pair) {
            return new Span(pair.get(0), pair.get(1));
        }

        /** The number at a place from 0 to 1. */
        double at(double place) {
            return low + (high - low) * place;
        }

        /** A whole number, both ends included. */
        int whole(Chance chance) {
            return chance.between((int) low, (int) high);
        }
    }

    Known known(String place) {
        return counties.getOrDefault(place, Known.NOTHING);
    }

    /** The first year with sheets in a sample of these years. */
    int firstSheetYear(int first, int last) {
        return Math.max(first, Math.min(firstYear, last - leastYears + 1));
    }
}
