package org.junheng.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusProfile.OtherColumns;
import org.junheng.rulebook.CensusProfile.RenamedHeader;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.ColumnMapping;
import org.junheng.rulebook.ColumnMapping.Header;
import org.junheng.terms.Bilingual;

/**
 * A header held against a form of a profile. Names are compared as {@link HeaderText#normalised}; in a header of several
 * rows a column also goes by the lower part of its path.
 *
 * @param table the form
 * @param header the names of the columns, as the file has them
 * @param year the year that the file tells outside of its rows, or null
 * @param yearColumn position of the column of the year, or −1
 * @param itemColumn position of the column that tells the rows of a school apart, or −1
 * @param terms canonical column → addends → positions of factors
 * @param matched position → canonical columns made from it
 * @param unused positions of columns that are known and deliberately not read
 * @param classList positions of the columns of a list of classes: stage (or −1), grade, name, students; or null
 * @param faults why the header does not fit; empty where it does
 */
public record HeaderMatch(
        CensusProfile profile,
        CensusTable table,
        List<String> header,
        Integer year,
        int yearColumn,
        int itemColumn,
        Map<String, int[][]> terms,
        Map<Integer, List<String>> matched,
        Set<Integer> unused,
        int[] classList,
        List<HeaderFault> faults) {

    /** What is wrong with a header. */
    public enum Problem {
        MISSING,
        DOUBLED,
        /** Two names of one column stand side by side. */
        AMBIGUOUS,
        UNKNOWN,
        /** The file gives another unit than the profile. */
        UNIT,
        /** A title above the header tells another year than the file's name. */
        YEAR,
        /** A machine guessed the column, and no person has confirmed it. */
        UNCONFIRMED,
        /** The cells are parted by another character than the comma. */
        SEPARATOR,
        /** The header has bytes that could not be decoded. */
        ENCODING
    }

    /**
     * One fault of a header.
     *
     * @param column the header concerned
     * @param detail what else there is to say, or null
     */
    public record HeaderFault(Problem problem, String column, String detail) {
        private static final int LONGEST_SHOWN = 80;

        HeaderFault(Problem problem, String column) {
            this(problem, column, null);
        }

        /** The fault in words. */
        public Bilingual words() {
            var column =
                    this.column.length() <= LONGEST_SHOWN ? this.column : this.column.substring(0, LONGEST_SHOWN) + "…";
            return switch (problem) {
                case MISSING -> new Bilingual("缺少列「" + column + "」", "column '" + column + "' is missing");
                case DOUBLED -> new Bilingual("列「" + column + "」重复", "column '" + column + "' stands twice");
                case AMBIGUOUS ->
                    new Bilingual("「" + column + "」是同一列的两个名称", "'" + column + "' are names of one column");
                case UNKNOWN ->
                    new Bilingual("方案不认识列「" + column + "」", "the profile does not know column '" + column + "'");
                case UNIT ->
                    new Bilingual(
                            "列「" + column + "」的单位与方案不同：" + detail,
                            "column '" + column + "' has another unit: " + detail);
                case YEAR ->
                    new Bilingual(
                            "标题的学年与文件名不同：" + detail, "the title tells another year than the file's name: " + detail);
                case UNCONFIRMED ->
                    new Bilingual(
                            "列「" + column + "」的含义只是猜测（" + detail + "），请确认",
                            "what column '" + column + "' means is a guess (" + detail + "): confirm it");
                case SEPARATOR ->
                    new Bilingual(
                            "各列以「" + column + "」分隔，这里只读逗号分隔的文本：请另存为逗号分隔的 CSV（UTF-8）",
                            "its cells are separated by '" + column
                                    + "', and only commas are read: save it as comma separated CSV in UTF-8");
                case ENCODING ->
                    new Bilingual(
                            "列「" + column + "」含无法解码的字节：请另存为 UTF-8（原文件或为 Latin-1、Windows-1252）",
                            "column '" + column
                                    + "' has bytes that cannot be decoded: save the file as UTF-8 (it may be in Latin-1 or Windows-1252)");
            };
        }
    }

    public boolean fits() {
        return faults.isEmpty();
    }

    /**
     * Holds a header against a form.
     *
     * @param fileYear the year that the file's name or titles tell, or null
     */
    public static HeaderMatch of(CensusProfile profile, CensusTable table, Integer fileYear, SheetHeader header) {
        return new Matching(profile, table, fileYear, header).match();
    }

    private static final class Matching {
        private final CensusProfile profile;
        private final CensusTable table;
        private final SheetHeader sheet;
        private final List<String> header;
        private final Integer year;
        /** Normalised whole name → the columns that have it. */
        private final Map<String, TreeSet<Integer>> wholes = new HashMap<>();
        /** Normalised lower part of a path → the columns that end so. */
        private final Map<String, TreeSet<Integer>> endings = new HashMap<>();
        /** Normalised upper part of a path → the columns below it. */
        private final Map<String, TreeSet<Integer>> groups = new HashMap<>();

        private final List<HeaderFault> faults = new ArrayList<>();
        private final Map<Integer, List<String>> matched = new HashMap<>();

        Matching(CensusProfile profile, CensusTable table, Integer year, SheetHeader sheet) {
            this.profile = profile;
            this.table = table;
            this.year = year;
            this.sheet = sheet;
            header = sheet.names();
            var knownAsItIs = namesOfTable();
            for (int i = 0; i < sheet.paths().size(); i++) {
                var path = renamed(sheet.paths().get(i), knownAsItIs);
                register(wholes, path, i);
                for (int from = 1; from < path.size(); from++) {
                    register(endings, path.subList(from, path.size()), i);
                    register(groups, path.subList(0, from), i);
                }
            }
        }

        private static void register(Map<String, TreeSet<Integer>> names, List<String> path, int position) {
            names.computeIfAbsent(
                            HeaderText.normalised(String.join(SheetHeader.SEPARATOR, path)), each -> new TreeSet<>())
                    .add(position);
        }

        private Set<String> namesOfTable() {
            var names = new java.util.HashSet<String>();
            table.columns().values().forEach(mapping -> mapping.terms()
                    .forEach(factors -> factors.forEach(
                            column -> column.namesIn(year).forEach(name -> names.add(HeaderText.normalised(name))))));
            return names;
        }

        /** The path under the name that the profile knows; a guess that nobody confirmed is a fault. */
        private List<String> renamed(List<String> path, Set<String> known) {
            var name = HeaderText.normalised(String.join(SheetHeader.SEPARATOR, path));
            if (known.contains(name)) {
                return path;
            }
            for (var other : profile.renamed()) {
                if (other.appliesTo(table, year)
                        && HeaderText.normalised(other.found()).equals(name)) {
                    if (!other.confirmed()) {
                        addOnce(new HeaderFault(
                                Problem.UNCONFIRMED,
                                other.found(),
                                "→ " + other.means() + (other.evidence() == null ? "" : "; " + other.evidence())));
                    }
                    return List.of(other.means());
                }
            }
            return path;
        }

        HeaderMatch match() {
            int yearColumn = yearColumn();
            var terms = new HashMap<String, int[][]>();
            table.columns().forEach((column, mapping) -> {
                var addends = terms(column, mapping);
                if (addends != null) {
                    terms.put(column, addends);
                }
                if (mapping.guess() != null) {
                    addOnce(new HeaderFault(Problem.UNCONFIRMED, column, mapping.guess()));
                }
            });
            int itemColumn = table.item() == null ? -1 : position(table.item(), false, "item");
            var classes = table.classList();
            int[] classList = classes == null
                    ? null
                    : new int[] {
                        classes.stage() == null ? -1 : position(classes.stage(), true, "stage"),
                        position(classes.grade(), false, "grade"),
                        position(classes.name(), false, "class"),
                        position(classes.students(), false, "students")
                    };
            var unused = unused();
            checkOthers(unused);
            if (!faults.isEmpty()) {
                tellMisreading();
            }
            return new HeaderMatch(
                    profile,
                    table,
                    header,
                    year,
                    yearColumn,
                    itemColumn,
                    terms,
                    matched,
                    unused,
                    classList,
                    List.copyOf(faults));
        }

        /** What is wrong with the whole file comes first, and alone where no columns were told apart. */
        private void tellMisreading() {
            var misread = MisreadHeader.faults(header);
            if (misread.stream().anyMatch(fault -> fault.problem() == Problem.SEPARATOR)) {
                faults.clear();
            }
            faults.addAll(0, misread);
        }

        private int yearColumn() {
            var source = profile.year();
            source.ofTitles(sheet.titles())
                    .filter(told -> year != null && !told.equals(year))
                    .ifPresent(told ->
                            addOnce(new HeaderFault(Problem.YEAR, CensusProfile.YEAR_NAME, told + " ≠ " + year)));
            if (source.column() == null) {
                if (year == null) {
                    addOnce(new HeaderFault(Problem.MISSING, CensusProfile.YEAR_NAME));
                }
                return -1;
            }
            boolean otherwise = year != null || source.fileName() || source.title() != null;
            int found = position(source.column(), otherwise, CensusProfile.YEAR_NAME);
            if (found < 0 && year == null && faults.isEmpty()) {
                missing(source.column());
            }
            return found;
        }

        /** Positions of what a column is made from; null where a part is absent, which it then may be. */
        private int[][] terms(String column, ColumnMapping mapping) {
            var addends = new int[mapping.terms().size()][];
            boolean absent = addends.length == 0;
            for (int i = 0; i < addends.length; i++) {
                var factors = mapping.terms().get(i);
                addends[i] = new int[factors.size()];
                for (int j = 0; j < addends[i].length; j++) {
                    addends[i][j] = position(factors.get(j), mapping.optional(), column);
                    absent |= addends[i][j] < 0;
                }
            }
            if (absent) {
                return null;
            }
            if (mapping.unit() != null) {
                for (var factors : addends) {
                    for (var position : factors) {
                        checkUnit(position, mapping.unit());
                    }
                }
            }
            return addends;
        }

        private void checkUnit(int position, Header unit) {
            if (sheet.units() == null || position >= sheet.units().size()) {
                return;
            }
            var found = HeaderText.normalised(sheet.units().get(position)).replaceAll("^\\(|\\)$", "");
            var names = unit.namesIn(year);
            if (!found.isEmpty() && names.stream().map(HeaderText::normalised).noneMatch(found::equals)) {
                addOnce(new HeaderFault(Problem.UNIT, header.get(position), found + " ≠ " + String.join("|", names)));
            }
        }

        /** The columns that the form lists as left unread, by their names or by that of the group they are in. */
        private Set<Integer> unused() {
            var unused = new TreeSet<>(positionsOf(RenamedHeader.UNUSED));
            table.unused().forEach(name -> {
                unused.addAll(positionsOf(name));
                unused.addAll(groups.getOrDefault(HeaderText.normalised(name), new TreeSet<>()));
            });
            unused.removeAll(matched.keySet());
            return unused;
        }

        private void checkOthers(Set<Integer> unused) {
            if (table.otherColumns() != OtherColumns.REFUSE) {
                return;
            }
            for (int i = 0; i < header.size(); i++) {
                if (!matched.containsKey(i) && !unused.contains(i) && !isDoubleOfMatched(header.get(i))) {
                    addOnce(new HeaderFault(Problem.UNKNOWN, header.get(i)));
                }
            }
        }

        private TreeSet<Integer> positionsOf(String name) {
            var normalised = HeaderText.normalised(name);
            var whole = wholes.get(normalised);
            return whole != null ? whole : endings.getOrDefault(normalised, new TreeSet<>());
        }

        private boolean isDoubleOfMatched(String name) {
            return positionsOf(name).stream().anyMatch(matched::containsKey);
        }

        /** Where a column stands, or −1; an absence or a double that is not allowed becomes a fault. */
        private int position(Header column, boolean optional, String canonical) {
            var names = column.namesIn(year);
            int found = -1;
            for (var name : new LinkedHashSet<>(names)) {
                var places = positionsOf(name);
                if (places.isEmpty()) {
                    continue;
                }
                if (places.size() > 1) {
                    addOnce(new HeaderFault(Problem.DOUBLED, name));
                }
                int position = places.last();
                if (found >= 0 && found != position) {
                    addOnce(new HeaderFault(Problem.AMBIGUOUS, header.get(found) + "|" + name));
                }
                found = position;
                var columns = matched.computeIfAbsent(position, at -> new ArrayList<>());
                if (!columns.contains(canonical)) {
                    columns.add(canonical);
                }
            }
            boolean mayBeAbsent = optional || names.size() < column.names().size() && names.isEmpty();
            if (found < 0 && !mayBeAbsent && !(year == null && hasYears(column))) {
                missing(column);
            }
            return found;
        }

        private static boolean hasYears(Header column) {
            return column.names().stream().anyMatch(name -> name.from() != null || name.to() != null);
        }

        private void missing(Header column) {
            var names = column.namesIn(year);
            addOnce(new HeaderFault(
                    Problem.MISSING, names.isEmpty() ? column.names().get(0).name() : String.join("|", names)));
        }

        private void addOnce(HeaderFault fault) {
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }
    }
}
