package org.junheng.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;

/**
 * A whole profile, and a standard to count with, for a file that no profile is close to. Every column is marked as a
 * guess, so that nothing is read by it until a person has decided.
 *
 * @param id the profile's id
 * @param year the year in the file's name, or 0
 * @param files path below the overlay → text
 */
record DraftProfile(String id, int year, Map<String, String> files) {
    private static final Pattern YEAR = Pattern.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])");
    private static final Pattern ENDING = Pattern.compile("(?i)(\\.[a-z]+)?(\\.gz)?$");
    private static final String STANDARD_ENDING = "-indicators";

    /** A draft for a file that looks like a table; empty where it does not. */
    static Optional<DraftProfile> of(FileInspection file, Rulebook rulebook, HeaderSimilarity similarity) {
        return file.sheets().stream().filter(SheetFinding::isTable).findFirst().map(sheet -> new Drafting(
                        file, sheet, rulebook, similarity)
                .draft());
    }

    /** Of two drafts for files that differ in the year of their names, that for the later one. */
    DraftProfile later(DraftProfile other) {
        return other.year > year ? other : this;
    }

    /** A canonical column, by its base name, that a header may be. */
    private record Candidate(String base, CanonicalColumn column) {}

    /** A mapped column. */
    private record Mapped(String id, CanonicalColumn column, SheetFinding.Column from, String guess) {}

    private static final class Drafting {
        private final FileInspection file;
        private final SheetFinding sheet;
        private final Rulebook rulebook;
        private final HeaderSimilarity similarity;
        private final Map<String, Mapped> mapped = new LinkedHashMap<>();
        private final Map<SheetFinding.Column, String> left = new LinkedHashMap<>();

        Drafting(FileInspection file, SheetFinding sheet, Rulebook rulebook, HeaderSimilarity similarity) {
            this.file = file;
            this.sheet = sheet;
            this.rulebook = rulebook;
            this.similarity = similarity;
        }

        DraftProfile draft() {
            guess();
            var yearColumn = yearColumn();
            yearColumn.ifPresent(left::remove);
            key();
            var id = id();
            var year = YEAR.matcher(file.file().shortName());
            var files = new TreeMap<String, String>();
            files.put("census/" + id + "/profile.yaml", profile(id, yearColumn));
            files.put("standards/" + id + STANDARD_ENDING + ".yaml", standard(id));
            return new DraftProfile(id, year.find() ? Integer.parseInt(year.group()) : 0, files);
        }

        private String id() {
            var name = ENDING.matcher(file.file().shortName()).replaceFirst("");
            var slug = YEAR.matcher(name)
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            var id = slug.isEmpty() ? "draft" : slug;
            return rulebook.profiles().containsKey(id) ? id + "-draft" : id;
        }

        /** Pairs the headers with canonical columns, and keeps why each header is left. */
        private void guess() {
            var open = new ArrayList<SheetFinding.Column>();
            var names = new HashSet<String>();
            for (var column : sheet.columns()) {
                if (!names.add(column.header()) || column.header().isEmpty()) {
                    left.put(column, column.header().isEmpty() ? "no header" : "the header stands twice");
                } else {
                    left.put(column, "like no canonical column; " + Drafts.samples(column));
                    open.add(column);
                }
            }
            for (var pair : similarity.pairs(
                    open, candidates(), column -> similarity.withoutStage(column.header()), this::names)) {
                take(pair.one(), named(pair.one(), pair.other()), pair.score());
            }
        }

        /** Places are often called by one word: where its values have no digits, they are names and not codes. */
        private Candidate named(SheetFinding.Column from, Candidate candidate) {
            for (var level : Level.DOWNWARD) {
                var name = Level.nameColumn(level);
                boolean isCode = candidate.base().equals(Level.codeColumn(level));
                boolean hasDigits = from.figures().samples().stream()
                        .anyMatch(value -> value.chars().anyMatch(Character::isDigit));
                if (isCode && !hasDigits && rulebook.columns().containsKey(name) && !mapped.containsKey(name)) {
                    return new Candidate(name, rulebook.columns().get(name));
                }
            }
            return candidate;
        }

        private void take(SheetFinding.Column from, Candidate candidate, double score) {
            var column = candidate.column();
            var id = column.perStage()
                    ? candidate.base() + "_"
                            + similarity
                                    .stageOf(from.header())
                                    .orElse(Stage.ALL)
                                    .id()
                    : candidate.base();
            if (column.isNumeric() && !from.figures().isNumeric()) {
                left.put(from, "is called like %s, but holds no numbers; %s".formatted(id, Drafts.samples(from)));
                return;
            }
            if (column.codes() != null || column.type() == CanonicalColumn.Type.FLAG) {
                left.put(
                        from,
                        "may be %s, which needs a map of its codes (codes: {…}); %s"
                                .formatted(id, Drafts.samples(from)));
                return;
            }
            var unit = similarity.unitIn(from.header());
            var meant = column.unit() == null
                    ? Optional.<HeaderSimilarity.NamedUnit>empty()
                    : similarity.unit(column.unit());
            var factor = unit.isEmpty() || meant.isEmpty()
                    ? ""
                    : unit.get()
                            .factorTo(meant.get().unit())
                            .map(each -> each.compareTo(java.math.BigDecimal.ONE) == 0
                                    ? ""
                                    : "; unit %s, not %s: add factor: %s"
                                            .formatted(
                                                    unit.get().name(),
                                                    column.unit(),
                                                    each.stripTrailingZeros().toPlainString()))
                            .orElse("; unit " + unit.get().name() + ", not " + column.unit());
            mapped.put(
                    id,
                    new Mapped(
                            id,
                            column,
                            from,
                            "similar %.2f to %s; %s%s".formatted(score, id, Drafts.samples(from), factor)));
            left.remove(from);
        }

        /** Each canonical column once, whatever its stages; the year and the whole nation are not mapped. */
        private List<Candidate> candidates() {
            var candidates = new LinkedHashMap<String, Candidate>();
            rulebook.columns().forEach((id, column) -> {
                var base = CanonicalNames.base(id, column);
                if (!base.equals(CensusProfile.YEAR_NAME) && !base.equals(Level.codeColumn(Level.NATION))) {
                    candidates.putIfAbsent(base, new Candidate(base, column));
                }
            });
            return List.copyOf(candidates.values());
        }

        private List<String> names(Candidate candidate) {
            return CanonicalNames.bare(candidate.base(), candidate.column(), similarity.facts());
        }

        /** The column that may hold the year. */
        private Optional<SheetFinding.Column> yearColumn() {
            var names = new ArrayList<>(similarity.facts().names().getOrDefault(CensusProfile.YEAR_NAME, List.of()));
            return left.keySet().stream()
                    .filter(column -> column.figures().isNumeric()
                            && CensusProfile.isYear((long) column.figures().least())
                            && CensusProfile.isYear((long) column.figures().greatest()))
                    .filter(column -> names.stream()
                            .anyMatch(name -> similarity.of(name, column.header())
                                    >= similarity.facts().least()))
                    .findFirst();
        }

        /** Sees to it that a column tells the rows apart. */
        private void key() {
            var before = mapped.get("school_code");
            if (before != null && before.from().figures().isKey()) {
                return;
            }
            var key = left.keySet().stream()
                    .filter(column ->
                            column.figures().isKey() && !left.get(column).startsWith("the header"))
                    .filter(column -> !column.header().isEmpty())
                    .findFirst();
            if (before == null) {
                var from = key.or(() -> mapped.values().stream()
                                .map(Mapped::from)
                                .filter(column -> column.figures().isKey())
                                .findFirst())
                        .orElse(sheet.columns().get(0));
                var why = from.figures().isKey()
                        ? "every row has another value; " + Drafts.samples(from)
                        : "nothing tells the rows apart: decide which column, or which key of several columns, does";
                mapped.values().removeIf(each -> each.from().equals(from));
                left.remove(from);
                mapped.put(
                        "school_code",
                        new Mapped("school_code", rulebook.columns().get("school_code"), from, why));
            }
        }

        private List<Stage> stages() {
            var stages = new TreeSet<Stage>();
            mapped.values().forEach(each -> CanonicalNames.stage(each.id(), each.column())
                    .ifPresent(stages::add));
            stages.remove(Stage.SENIOR);
            return stages.isEmpty() ? List.of(Stage.ALL) : List.copyOf(stages);
        }

        private String profile(String id, Optional<SheetFinding.Column> yearColumn) {
            var text = new StringBuilder("""
                    # 草稿：junheng inspect 对 %1$s 的猜测。凡有 guess 的列，核对后删去 guess（错的改正或删去该列）；
                    # 凡写「决定」的地方，请决定。仍有 guess 时，文件会被拒收。写法见 schemas/README.md。
                    # Draft: what junheng inspect guesses of %1$s. Check every column that has a guess, then remove the guess
                    # (mend or remove the column where it is wrong); decide where it says DECIDE. A file is refused as long
                    # as a guess is left. schemas/README.md tells how to write it.
                    """.formatted(file.file().name().replaceAll("[\\p{Cc}]", "?")));
            text.append("profile: ").append(Drafts.quoted(id)).append('\n');
            text.append("title: {zh: %1$s, en: %1$s}    # 决定 / DECIDE\n".formatted(Drafts.quoted(id)));
            text.append("source: ''     # 决定：谁发布的 / DECIDE: who publishes it\n");
            text.append("licence: ''    # 决定 / DECIDE\n");
            text.append("standards: [%s]\n".formatted(Drafts.quoted(id + STANDARD_ENDING)));
            text.append("stages: [%s]    # 决定 / DECIDE: primary, junior, or all\n"
                    .formatted(
                            String.join(", ", stages().stream().map(Stage::id).toList())));
            text.append(files());
            text.append("other_columns: refuse\n");
            text.append(year(yearColumn));
            text.append(levels());
            if (sheet.header().firstLine() > 1 && !sheet.header().titles().isEmpty()) {
                text.append("header: {titles: true}    # 表头在第 %1$d 行 / the header stands in line %1$d\n"
                        .formatted(sheet.header().firstLine()));
            }
            var unused = left.keySet().stream()
                    .map(SheetFinding.Column::header)
                    .distinct()
                    .filter(name -> mapped.values().stream()
                            .noneMatch(each -> each.from().header().equals(name)))
                    .toList();
            text.append(
                    unused.isEmpty()
                            ? "unused: []\n"
                            : "unused:    # 决定：其中有没有要读的 / DECIDE: is any of these to be read\n");
            unused.forEach(
                    name -> text.append("  - %s    # %s\n".formatted(Drafts.quoted(name), oneLine(reason(name)))));
            text.append("columns:\n");
            for (var each : mapped.values()) {
                text.append("  %s:\n".formatted(each.id()));
                text.append(
                        "    header: %s\n".formatted(Drafts.quoted(each.from().header())));
                if (each.id().equals("school_code")) {
                    text.append("    required: true\n");
                }
                text.append("    guess: %s\n".formatted(Drafts.quoted(each.guess())));
            }
            return text.toString();
        }

        private String reason(String header) {
            return left.entrySet().stream()
                    .filter(each -> each.getKey().header().equals(header))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        private static String oneLine(String text) {
            return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u0085]+", " ");
        }

        private String files() {
            var name = file.file().shortName().replaceFirst("(?i)\\.gz$", "");
            var year = YEAR.matcher(name);
            var pattern = new StringBuilder();
            int end = 0;
            if (year.find()) {
                pattern.append(escaped(name.substring(0, year.start()))).append("(?<year>[0-9]{4})");
                end = year.end();
            }
            pattern.append(escaped(name.substring(end))).append("(\\.gz)?");
            return "files:\n  include: '%s'    # 决定：各年的文件名 / DECIDE: the names of the files of all years\n"
                    .formatted(pattern.toString().replace("'", "''"));
        }

        private static String escaped(String name) {
            return name.replaceAll("[^\\p{L}\\p{N}_ -]", Matcher.quoteReplacement("\\") + "$0");
        }

        private String year(Optional<SheetFinding.Column> column) {
            boolean isInName = YEAR.matcher(file.file().shortName()).find();
            if (column.isPresent()) {
                return "year: {column: %s%s}    # 决定：学年起始年份，否则写 offset / DECIDE: the year in which the school year starts, else add offset\n"
                        .formatted(Drafts.quoted(column.get().header()), isInName ? ", file_name: true" : "");
            }
            if (isInName) {
                return "year: {file_name: true}    # 决定：学年起始年份，否则写 offset / DECIDE: the year in which the school year starts, else add offset\n";
            }
            var title = sheet.header().titles().stream()
                    .map(YEAR::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .findFirst();
            return title.map("year: {constant: %s}    # 决定：由标题而来 / DECIDE: from a title above the header\n"::formatted)
                    .orElse(
                            "year: {constant: 1900}    # 决定：文件没有年份 / DECIDE: the file tells no year; this one stands in its place\n");
        }

        private String levels() {
            var text = new StringBuilder("levels:\n  nation: {code: XX, name: XX}    # 决定 / DECIDE\n");
            for (var level : Level.DOWNWARD) {
                var name = Level.nameColumn(level);
                var code = Level.codeColumn(level);
                if (!level.equals(Level.NATION) && mapped.containsKey(name)) {
                    text.append(
                            mapped.containsKey(code)
                                    ? "  %s: {code: %s, name: %s}\n".formatted(level, code, name)
                                    : "  %s: {name: %s}\n".formatted(level, name));
                }
            }
            return text.toString();
        }

        private String standard(String id) {
            var text = new StringBuilder("""
                    # 草稿：每项资源按每百名学生计。决定保留哪些。
                    # Draft: each resource per 100 students. Decide which to keep.
                    standard: %1$s
                    title: {zh: %2$s, en: %2$s}
                    source: Junheng; no law sets thresholds for these indicators
                    stages: [%3$s]
                    """.formatted(
                            Drafts.quoted(id + STANDARD_ENDING),
                            Drafts.quoted(id),
                            String.join(", ", stages().stream().map(Stage::id).toList())));
            var indicators = new LinkedHashMap<String, CanonicalColumn>();
            mapped.values().stream().filter(each -> each.column().isNumeric()).forEach(each -> {
                var base = CanonicalNames.base(each.id(), each.column());
                if (!base.startsWith("students")) {
                    indicators.put(base, each.column());
                }
            });
            text.append(indicators.isEmpty() ? "indicators: []\n" : "indicators:\n");
            indicators.forEach((base, column) -> text.append("""
                      - id: %1$s_per_100
                        title: {zh: %2$s, en: %3$s}
                        numerator: {add: [%1$s]}
                        basis: %4$s
                        scale: 100
                        unit: {zh: %5$s, en: per 100 students}
                    """.formatted(
                            base,
                            Drafts.quoted("每百名学生" + column.zh()),
                            Drafts.quoted(column.en() + " per 100 students"),
                            column.perStage() ? "stage" : "shared",
                            Drafts.quoted((column.unit() == null ? "" : column.unit()) + "/百名学生"))));
            return text.toString();
        }
    }
}
