package org.junheng.dashboard.snapshot;

import java.util.Optional;

/**
 * A division or another reporting unit, as its last year in the snapshot tells it.
 *
 * @param parent the code of the region above
 * @param pseudo whether it is a functional zone or another unit without a code of its own
 */
public record Place(
        String code, String name, String level, Optional<String> parent, int firstYear, int lastYear, boolean pseudo) {}
