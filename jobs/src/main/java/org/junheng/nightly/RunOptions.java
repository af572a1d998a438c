package org.junheng.nightly;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junheng.terms.YearRange;

/**
 * What a run is asked for.
 *
 * @param command the command, for the run record
 * @param census folder or file of the census; empty for measure and publish
 * @param profile the one profile that may fit, or empty for all
 * @param standards ids of standards, or empty for the profiles' own
 * @param years the years to measure
 * @param acceptDrop why fewer rows than before may be taken, or empty
 */
public record RunOptions(
        String command,
        Optional<Path> census,
        Optional<String> profile,
        List<String> standards,
        YearRange years,
        Optional<String> acceptDrop) {}
