package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;

/**
 * How one kind of census file maps, year by year, to the canonical columns.
 *
 * @param profile the id, the name of its folder
 * @param standards the standards that a run uses when none is asked for
 * @param stages the stages that its schools can have
 * @param files which file names are its own
 * @param otherColumns what an unknown column of a file means
 * @param quarantinedShare the share of quarantined rows above which a run ends with exit code 4
 * @param year where the census year stands
 * @param divisions where the codes of divisions come from, or null where places have names only
 * @param levels how the region of each level is told from a row, from the highest level down
 * @param unused headers that are known and deliberately not read
 * @param columns canonical column → how it is made
 */
public record CensusProfile(
        String profile,
        Bilingual title,
        String source,
        String licence,
        List<String> standards,
        List<Stage> stages,
        FileNames files,
        OtherColumns otherColumns,
        double quarantinedShare,
        YearSource year,
        DivisionSource divisions,
        Map<String, LevelSource> levels,
        List<String> unused,
        Map<String, ColumnMapping> columns)
        implements Serializable {

    static final String YEAR_GROUP = "year";

    /** How years are written, in whatever calendar: an offset leads to ours. */
    public static final Pattern YEAR = Pattern.compile("[0-9]{2,4}");

    /** Whether this can be the year of a census. */
    public static boolean isYear(long year) {
        return 1900 <= year && year <= 2200;
    }

    /** What a column that the profile does not know means. */
    public enum OtherColumns {
        REFUSE,
        IGNORE;

        @JsonCreator
        static OtherColumns of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Regular expressions over the file name; group {@code year} of {@code include} holds the year. */
    public record FileNames(Pattern include, Pattern exclude) implements Serializable {
        public FileNames {
            Facts.required(include, "include");
        }

        public boolean fit(String name) {
            return include.matcher(name).matches()
                    && (exclude == null || !exclude.matcher(name).matches());
        }
    }

    /**
     * Where the census year stands: a column, the file name, or a constant; {@code offset} is added.
     *
     * @param column alternatives of header, or null
     * @param fileName whether group {@code year} of the file pattern holds it
     */
    public record YearSource(ColumnMapping.Header column, boolean fileName, int offset, Integer constant)
            implements Serializable {
        public YearSource {
            if (column == null && !fileName && constant == null) {
                throw new IllegalArgumentException("year needs a column, file_name: true, or a constant");
            }
        }

        /** The year that the file name tells, if it does. */
        public Optional<Integer> ofFile(String name, FileNames files) {
            if (constant != null) {
                return Optional.of(constant);
            }
            if (!fileName) {
                return Optional.empty();
            }
            var matcher = files.include().matcher(name);
            var year = matcher.matches() ? matcher.group(YEAR_GROUP) : null;
            return year != null && YEAR.matcher(year).matches()
                    ? Optional.of(Integer.parseInt(year) + offset).filter(CensusProfile::isYear)
                    : Optional.empty();
        }
    }

    /** The shipped facts of divisions, and the files by which a census folder may bring its own. */
    public record DivisionSource(String facts, Pattern file) implements Serializable {}

    /**
     * How the region of a level is told.
     *
     * @param code a literal code (the nation's) or a canonical column with the code
     * @param name a literal name (the nation's) or a canonical column with the name
     * @param division whether the divisions' facts tell it from the county code
     */
    public record LevelSource(String code, String name, boolean division) implements Serializable {}

    @JsonCreator
    static CensusProfile of(
            @JsonProperty("profile") String profile,
            @JsonProperty("title") Map<String, String> title,
            @JsonProperty("source") String source,
            @JsonProperty("licence") String licence,
            @JsonProperty("standards") List<String> standards,
            @JsonProperty("stages") List<Stage> stages,
            @JsonProperty("files") FileNames files,
            @JsonProperty("other_columns") OtherColumns otherColumns,
            @JsonProperty("quarantined_share") Double quarantinedShare,
            @JsonProperty("year") YearSource year,
            @JsonProperty("divisions") DivisionSource divisions,
            @JsonProperty("levels") LinkedHashMap<String, LevelSource> levels,
            @JsonProperty("unused") List<String> unused,
            @JsonProperty("columns") LinkedHashMap<String, ColumnMapping> columns) {
        return new CensusProfile(
                Facts.required(profile, "profile"),
                Facts.bilingual(title, "title"),
                Objects.requireNonNullElse(source, ""),
                Objects.requireNonNullElse(licence, ""),
                List.copyOf(Facts.required(standards, "standards")),
                List.copyOf(Facts.required(stages, "stages")),
                Facts.required(files, "files"),
                Objects.requireNonNullElse(otherColumns, OtherColumns.REFUSE),
                quarantinedShare == null ? 0.01 : quarantinedShare,
                Facts.required(year, "year"),
                divisions,
                new LinkedHashMap<>(Facts.required(levels, "levels")),
                unused == null ? List.of() : List.copyOf(unused),
                new LinkedHashMap<>(Facts.required(columns, "columns")));
    }

    /** Whether the counties of this census are told by division codes. */
    public boolean hasDivisions() {
        return divisions != null;
    }

    /** The nation's code: the one region that every row belongs to. */
    public String nationCode() {
        return levels.get(Level.NATION).code();
    }
}
