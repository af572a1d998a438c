package org.junheng.identity;

import java.util.List;

/**
 * What was found between a year and the year before.
 *
 * @param vanished how many open schools of the year before are not reported, and no fact explains
 * @param appeared how many codes are new, and no fact explains
 * @param unexplainedVanished those of the first for which nothing is proposed, in order of their codes
 * @param unexplainedAppeared those of the second for which nothing is proposed, in order of their codes
 */
public record Findings(
        int year,
        List<Proposal> proposals,
        int vanished,
        int appeared,
        List<YearSchool> unexplainedVanished,
        List<YearSchool> unexplainedAppeared) {}
