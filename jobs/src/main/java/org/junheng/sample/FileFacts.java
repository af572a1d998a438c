package org.junheng.sample;

import java.util.List;

/** The contents of {@code schemas/sample/files.yaml}: encodings, faults and harmless oddities. */
record FileFacts(
        String profile,
        String standard,
        String name,
        String sheet,
        List<Integer> gbYears,
        List<Integer> byteOrderMarkYears,
        double quarantinedShare,
        double mostQuarantinedShare,
        Oddities oddities,
        List<String> missingColumns,
        Faulty faulty) {

    record Oddities(double trailingBlanks, double commaAndQuotes, double lineBreak, double missingValue) {}

    /** The texts of faulty cells. */
    record Faulty(
            String approximate,
            String unknownSchoolType,
            String unknownCounty,
            String unknownParent,
            String negative,
            String letterForZero,
            String twoPoints) {}

    SampleEncoding encodingOf(int year) {
        if (gbYears.contains(year)) {
            return SampleEncoding.GB18030;
        }
        return byteOrderMarkYears.contains(year) ? SampleEncoding.UTF_8_WITH_MARK : SampleEncoding.UTF_8;
    }
}
