package org.junheng.rulebook;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junheng.terms.Bilingual;

/**
 * The units of published figures, in both languages.
 *
 * @param byName as facts write a unit → its texts; null where the facts have no file of units: then none is checked
 */
public record Units(Map<String, Bilingual> byName) implements Serializable {
    private record UnitsFile(LinkedHashMap<String, Bilingual> units) {
        UnitsFile {
            Facts.required(units, "units");
            Facts.requireNoNull(units, "units");
        }
    }

    /** Reads a file of units; null is no file. */
    static Units read(Path file) {
        return new Units(
                file == null ? null : FactsReader.read(file, UnitsFile.class).units());
    }

    /** Whether facts may write this unit. */
    boolean knows(String unit) {
        return unit == null || byName == null || byName.containsKey(unit);
    }

    /** The texts of a unit; null where there is no unit. */
    public Bilingual of(String unit) {
        if (unit == null) {
            return null;
        }
        var texts = byName == null ? null : byName.get(unit);
        return texts == null ? new Bilingual(unit, unit) : texts;
    }

    /** Likewise; one that the file lacks is a fault of the key. */
    Bilingual of(String unit, String key) {
        if (!knows(unit)) {
            throw new Facts.KeyFault(key, missing(unit));
        }
        return of(unit);
    }

    static String missing(String unit) {
        return "summary/units.yaml has no unit '" + unit + "'; add it there in zh and en";
    }
}
