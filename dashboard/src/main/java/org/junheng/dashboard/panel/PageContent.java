package org.junheng.dashboard.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.summary.Rows;

/**
 * What a page answers: the first row of its headline and the rows of each panel, by panel id.
 *
 * @param snapshotId of the one snapshot that all of it comes from
 */
public record PageContent(
        Selection selection,
        String snapshotId,
        Optional<Map<String, Object>> headline,
        LinkedHashMap<String, Rows> panels) {}
