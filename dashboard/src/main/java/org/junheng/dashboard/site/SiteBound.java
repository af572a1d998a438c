package org.junheng.dashboard.site;

import java.util.Optional;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.Place;

/**
 * What part of the pages is written.
 *
 * @param place the place whose page is written, with those of the places within; without it all pages are
 */
public record SiteBound(Optional<Place> place) {
    public static final SiteBound NONE = new SiteBound(Optional.empty());
    private static final int MOST_LEVELS = 10;

    public static SiteBound within(Place place) {
        return new SiteBound(Optional.of(place));
    }

    boolean holds(Place asked, Catalogue catalogue) {
        if (place.isEmpty()) {
            return true;
        }
        var at = Optional.of(asked);
        for (int i = 0; at.isPresent() && i < MOST_LEVELS; i++) {
            if (at.get().equals(place.get())) {
                return true;
            }
            at = at.get().parent().flatMap(catalogue::place);
        }
        return false;
    }
}
