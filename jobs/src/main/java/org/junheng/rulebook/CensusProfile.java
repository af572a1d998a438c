package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.ArrayList;
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
 * @param quarantinedShare the share of quarantined rows above which a run ends with exit code 4
 * @param largestDrop by how many rows a year may fall from one ingest to the next; null for any
 * @param year where the census year stands
 * @param divisions where the codes of divisions come from, or null where places have names only
 * @param levels how the region of each level is told from a row, from the highest level down
 * @param unit what a row of the first table is about
 * @param schoolCodeProvince group {@code province} of this tells the province from a school code, for forms that say
 *     nothing else of the place; or null
 * @param tables its forms; the first tells who and where, the others are joined to it by the key
 * @param columns canonical column → how it is made, of all tables; the first table that has a column stands for it
 * @param renamed headers that go by another name since some year
 */
public record CensusProfile(
        String profile,
        Bilingual title,
        String source,
        String licence,
        List<String> standards,
        List<Stage> stages,
        FileNames files,
        double quarantinedShare,
        LargestDrop largestDrop,
        YearSource year,
        DivisionSource divisions,
        Map<String, LevelSource> levels,
        Unit unit,
        Pattern schoolCodeProvince,
        List<CensusTable> tables,
        Map<String, ColumnMapping> columns,
        List<RenamedHeader> renamed)
        implements Serializable {

    static final String YEAR_GROUP = "year";

    /** What the year is called where a column of it is missing. */
    public static final String YEAR_NAME = "year";

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

    /**
     * By how much the rows of a county, or of a year, may fall from one ingest to the next: a fall beyond both stops
     * the run.
     */
    public record LargestDrop(double share, int rows) implements Serializable {}

    /**
     * What a census counts.
     *
     * @param name {@code school}, or what else a row is about ({@code county}, {@code room})
     * @param key the canonical columns that tell its rows of a year apart
     * @param level the level that a row stands for as a whole, as a province in a yearbook; null where it is a school
     */
    public record Unit(String name, List<String> key, String level) implements Serializable {
        /** A row is about a county: what stands beside its school census. */
        public static final String COUNTY = "county";
        /** A row is about a room of a school. */
        public static final String ROOM = "room";

        static final Unit SCHOOL = new Unit("school", List.of("school_code"), null);

        public Unit {
            Facts.required(name, "name");
            key = List.copyOf(Facts.required(key, "key"));
        }

        public boolean isSchool() {
            return name.equals(SCHOOL.name);
        }
    }

    /**
     * A header that goes by another name.
     *
     * @param table the form, or null for all
     * @param found the name in the file
     * @param means the name that the profile knows, or {@code unused}
     * @param from first year of the new name, or null
     * @param to last year of the new name, or null
     * @param confirmed whether a person said so; a guess is not taken
     * @param evidence why it was guessed, or null
     */
    public record RenamedHeader(
            String table, String found, String means, Integer from, Integer to, boolean confirmed, String evidence)
            implements Serializable {
        /** {@link #means()} of a column that is to be left unread. */
        public static final String UNUSED = "unused";

        public RenamedHeader {
            Facts.required(found, "found");
            Facts.required(means, "means");
        }

        /** Whether this is about a form in a year; a year that is not known is any. */
        public boolean appliesTo(CensusTable form, Integer year) {
            return (table == null || table.equals(form.table()))
                    && (year == null || (from == null || from <= year) && (to == null || year <= to));
        }
    }

    /**
     * Regular expressions over the file name; group {@code year} of {@code include} holds the year.
     *
     * @param submitted found in the path of a file below the census folder; its group 1 sorts deliveries by time; or null
     */
    public record FileNames(Pattern include, Pattern exclude, Pattern submitted) implements Serializable {
        public FileNames {
            Facts.required(include, "include");
        }

        public boolean fit(String name) {
            return include.matcher(name).matches()
                    && (exclude == null || !exclude.matcher(name).matches());
        }

        /** What the path of a file says of the time of its delivery; empty where it says nothing. */
        public String submitted(String path) {
            if (submitted == null) {
                return "";
            }
            var matcher = submitted.matcher(path);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    /**
     * Where the census year stands: a column, the file name, or a constant; {@code offset} is added.
     *
     * @param column alternatives of header, or null
     * @param fileName whether group {@code year} of the file pattern holds it
     * @param title found in a row above the header; its group {@code year} holds it; or null
     * @param from the first year that can be meant, after the offset; or null
     * @param to the last year that can be meant, after the offset; or null
     */
    public record YearSource(
            ColumnMapping.Header column,
            boolean fileName,
            Pattern title,
            int offset,
            Integer constant,
            Integer from,
            Integer to)
            implements Serializable {
        public YearSource {
            if (column == null && !fileName && title == null && constant == null) {
                throw new IllegalArgumentException("year needs a column, file_name: true, title, or a constant");
            }
        }

        /** Whether this can be a year of such a census. */
        public boolean covers(long year) {
            return isYear(year) && (from == null || from <= year) && (to == null || year <= to);
        }

        /** The year that the rows above a header tell, if they do. */
        public Optional<Integer> ofTitles(List<String> titles) {
            if (title == null) {
                return Optional.empty();
            }
            return titles.stream()
                    .map(title::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> matcher.group(YEAR_GROUP))
                    .filter(year -> YEAR.matcher(year).matches())
                    .map(year -> Integer.parseInt(year) + offset)
                    .filter(this::covers)
                    .findFirst();
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
                    ? Optional.of(Integer.parseInt(year) + offset).filter(this::covers)
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
            @JsonProperty("largest_drop") LargestDrop largestDrop,
            @JsonProperty("year") YearSource year,
            @JsonProperty("divisions") DivisionSource divisions,
            @JsonProperty("levels") LinkedHashMap<String, LevelSource> levels,
            @JsonProperty("unit") Unit unit,
            @JsonProperty("school_code_province") Pattern schoolCodeProvince,
            @JsonProperty("tables") List<CensusTable> tables,
            @JsonProperty("header") CensusTable.HeaderPlace header,
            @JsonProperty("unused") List<String> unused,
            @JsonProperty("columns") LinkedHashMap<String, ColumnMapping> columns) {
        if ((tables == null) == (columns == null)) {
            throw new IllegalArgumentException("a profile has either columns, or tables with columns");
        }
        var forms = tables != null
                ? tables.stream()
                        .map(form -> form.withDefaults(header, otherColumns, unused))
                        .toList()
                : List.of(CensusTable.of(profile, null, null, null, null, null, null, columns, null)
                        .withDefaults(header, otherColumns, unused));
        var all = new LinkedHashMap<String, ColumnMapping>();
        forms.forEach(form -> form.columns().forEach(all::putIfAbsent));
        return new CensusProfile(
                Facts.required(profile, "profile"),
                Facts.bilingual(title, "title"),
                Objects.requireNonNullElse(source, ""),
                Objects.requireNonNullElse(licence, ""),
                List.copyOf(Facts.required(standards, "standards")),
                List.copyOf(Facts.required(stages, "stages")),
                Facts.required(files, "files"),
                quarantinedShare == null ? 0.01 : quarantinedShare,
                largestDrop,
                Facts.required(year, "year"),
                divisions,
                new LinkedHashMap<>(Facts.required(levels, "levels")),
                Objects.requireNonNullElse(unit, Unit.SCHOOL),
                schoolCodeProvince,
                forms,
                all,
                List.of());
    }

    /** The same profile, which knows these other names of headers. */
    CensusProfile withRenamed(List<RenamedHeader> names) {
        return new CensusProfile(
                profile,
                title,
                source,
                licence,
                standards,
                stages,
                files,
                quarantinedShare,
                largestDrop,
                year,
                divisions,
                levels,
                unit,
                schoolCodeProvince,
                tables,
                columns,
                List.copyOf(names));
    }

    /** The form that tells who and where. */
    public CensusTable mainTable() {
        return tables.get(0);
    }

    /** The form with this id. */
    public CensusTable table(String id) {
        return tables.stream()
                .filter(each -> each.table().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a school's rows meet in the province that its code tells, since some form says nothing else of the place. */
    public boolean meetsBySchoolCode() {
        return schoolCodeProvince != null
                && tables.size() > 1
                && tables.stream().anyMatch(table -> !table.columns().containsKey("county_code"));
    }

    /** The form that is a list of classes, if there is one. */
    public Optional<CensusTable> classListTable() {
        return tables.stream().filter(table -> table.classList() != null).findFirst();
    }

    /** Whether rows of several forms make up a record. */
    public boolean hasForms() {
        return tables.size() > 1 || mainTable().hasManyRows();
    }

    /** How a form is called in ledgers: the profile's id, and the form's where it has an id of its own. */
    public String tableName(String table) {
        return tables.size() == 1 || table.equals(profile) ? profile : profile + "/" + table;
    }

    /** Whether the counties of this census are told by division codes. */
    public boolean hasDivisions() {
        return divisions != null;
    }

    /** The levels below the nation, from the top down; that for which a row stands is the last. */
    public List<String> levelsBelowNation() {
        var below = new ArrayList<>(levels.keySet());
        below.remove(Level.NATION);
        if (unit.level() != null) {
            below.add(unit.level());
        }
        return below;
    }

    /** The nation's code: the one region that every row belongs to. */
    public String nationCode() {
        return levels.get(Level.NATION).code();
    }
}
