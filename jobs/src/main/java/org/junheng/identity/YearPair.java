package org.junheng.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The open schools of a year and of the year before.
 *
 * @param before open schools of the year before, in order of their codes
 * @param after open schools of the year, in order of their codes
 * @param codesBefore every code that the year before knows: also of schools that were not open, and of rows in quarantine
 * @param ended code → situation, of schools that the year reports and that are not open
 * @param quarantined codes of this year's rows in quarantine, whose schools have not vanished
 * @param divisions county → names of the county and of what it lies in
 */
public record YearPair(
        int year,
        List<YearSchool> before,
        List<YearSchool> after,
        Set<String> codesBefore,
        Map<String, String> ended,
        Set<String> quarantined,
        Map<String, Set<String>> divisions) {}
