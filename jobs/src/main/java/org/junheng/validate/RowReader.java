package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junheng.ingest.Blanks;
import org.junheng.ingest.CellText;
import org.junheng.ingest.CsvRecords;
import org.junheng.ingest.FormItems;
import org.junheng.ingest.SheetPlan;
import org.junheng.ingest.TextEncoding;
import org.junheng.ingest.workbook.CellError;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.ColumnMapping;
import org.junheng.rulebook.Corrections;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Severity;
import org.junheng.warehouse.TableShape;

/** Turns the text of rows of one sheet into typed values, and names every rule that a row breaks. */
final class RowReader {
    /** No census counts further, and up to here a double holds every whole number. */
    private static final BigDecimal GREATEST = BigDecimal.TEN.pow(15);

    private static final int LONGEST_SHOWN = 60;
    static final Bilingual MEND = new Bilingual("请改正后重新报送", "correct it and send the row again");

    private static final Bilingual WHOLE_NUMBER = new Bilingual("非负整数", "a whole number, not negative");

    /**
     * A row that was read.
     *
     * @param values cells by the census layout; complete only where nothing is broken
     * @param blank positions whose cells are blank although the row is one of those that count for them
     * @param item what tells it from other rows of its school in the same form; empty where a school has one row
     * @param schoolClass the class that it is about, in a list of classes; or null
     * @param breaches the rules that it breaks, the first in the order of {@link Rule}
     * @param normalised cells that were read as something else than they say letter by letter
     * @param corrections what became of the corrections that are declared for it
     */
    record Row(
            Object[] values,
            BitSet blank,
            String item,
            SchoolClass schoolClass,
            List<Breach> breaches,
            List<Normalised> normalised,
            List<RowCorrections.Outcome> corrections) {
        /** The same row with further breaches, all in the order of their rules. */
        Row with(List<Breach> further) {
            if (further.isEmpty()) {
                return this;
            }
            var all = new ArrayList<>(breaches);
            all.addAll(further);
            all.sort(Comparator.comparing(Breach::rule));
            return new Row(values, blank, item, schoolClass, List.copyOf(all), normalised, corrections);
        }

        /** Whether a declared correction changed it. */
        boolean isCorrected() {
            return corrections.stream().anyMatch(outcome -> !outcome.isStale());
        }

        /** Whether none of the rules that it breaks keeps it out. */
        boolean isAccepted() {
            return breaches.stream().allMatch(breach -> breach.rule().severity() == Severity.WARN);
        }
    }

    private final SheetPlan plan;
    private final CensusProfile profile;
    private final CensusTable table;
    private final boolean tellsWhoAndWhere;
    private final boolean meetsBySchoolCode;
    private final FormItems items;
    private final Divisions divisions;
    private final TableShape shape;
    private final Regions regions;
    private final CellWords words;
    private final NumberReader numbers;
    /** Reads the class of a row, in a list of classes; else null. */
    private final ClassListReader classList;

    private final List<Field> fields = new ArrayList<>();
    private final Corrections declared;
    /** Of the row at hand; a reader belongs to one task. */
    private final List<Normalised> normalised = new ArrayList<>();
    /** Of the row at hand. */
    private RowCorrections corrections = RowCorrections.NONE;

    /** A canonical column with all that reading it takes. */
    private record Field(
            String name,
            CanonicalColumn column,
            ColumnMapping mapping,
            int[][] terms,
            int position,
            CodeList codes,
            Set<String> items) {
        boolean countsIn(String item) {
            return items.isEmpty() || items.contains(item);
        }
    }

    RowReader(SheetPlan plan, Rulebook rulebook, Divisions divisions) {
        this.plan = plan;
        this.profile = rulebook.profiles().get(plan.profile());
        this.table = profile.table(plan.table());
        this.tellsWhoAndWhere = table == profile.mainTable() || table.equals(profile.mainTable());
        this.meetsBySchoolCode = profile.meetsBySchoolCode();
        this.divisions = divisions;
        this.shape = CensusLayout.of(profile, rulebook);
        this.regions = new Regions(profile, shape);
        this.declared = rulebook.corrections();
        this.words = new CellWords(rulebook.cells());
        this.numbers = new NumberReader(rulebook.cells());
        this.classList = table.classList() == null ? null : new ClassListReader(plan, table.classList(), numbers);
        var positions = shape.positions();
        this.items = new FormItems(table, plan.year());
        table.columns().forEach((name, mapping) -> {
            var column = rulebook.columns().get(name);
            var position = positions.get(name);
            if (position != null) {
                fields.add(new Field(
                        name,
                        column,
                        mapping,
                        plan.terms().get(name),
                        position,
                        column.codes() == null ? null : rulebook.codeLists().get(column.codes()),
                        Set.copyOf(items.of(mapping))));
            }
        });
    }

    /** Reads a row. It never throws for what stands in the row. */
    Row read(String text) {
        normalised.clear();
        var cells = CsvRecords.cells(text);
        var values = new Object[shape.columns().size()];
        var breaches = new ArrayList<Breach>();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Blanks.trim(cells[i]);
        }
        if (cells.length != plan.header().size()) {
            breaches.add(new Breach(
                    Rule.ROW_SHAPE,
                    null,
                    cells.length + " 列 / cells",
                    Bilingual.format("%d 列", "%d cells", plan.header().size()),
                    new Bilingual("请检查逗号与引号", "check the commas and quotes of this row")));
        }
        if (TextEncoding.firstBroken(text) >= 0) {
            breaches.add(encodingBreach(cells));
        }
        values[CensusLayout.YEAR] = year(cells, breaches);
        corrections = corrections((Long) values[CensusLayout.YEAR], cells);
        correctCells(cells);
        var item = item(cells, breaches);
        var blank = new BitSet();
        for (var field : fields) {
            if (field.mapping().division() == null && field.countsIn(item)) {
                read(field, cells, values, breaches);
                if (values[field.position()] == null) {
                    blank.set(field.position());
                }
            }
        }
        for (var field : fields) {
            if (field.mapping().division() != null) {
                readDivision(field, cells, values, breaches);
            }
        }
        if (tellsWhoAndWhere) {
            regions.place(values, divisions);
            if (values[CensusLayout.COUNTED] == null) {
                values[CensusLayout.COUNTED] = true;
            }
            if (values[CensusLayout.SITUATION] == null && !profile.columns().containsKey("situation")) {
                values[CensusLayout.SITUATION] = CensusLayout.OPEN;
            }
        }
        var schoolClass = classList == null ? null : classList.read(cells, breaches);
        if (schoolClass != null) {
            item = schoolClass.key();
        }
        breaches.sort(Comparator.comparing(Breach::rule));
        // A column of the file that feeds two of ours can break one rule twice in the same words.
        return new Row(
                values,
                blank,
                item,
                schoolClass,
                breaches.stream().distinct().toList(),
                normalised.isEmpty()
                        ? List.of()
                        : normalised.stream().distinct().toList(),
                corrections.outcomes());
    }

    /** What tells this row from others of its school; an item that the profile does not know breaks the row. */
    private String item(String[] cells, List<Breach> breaches) {
        if (plan.itemColumn() < 0) {
            return "";
        }
        var cell = cell(plan.itemColumn(), cells);
        var item = items.of(cell);
        if (!items.isRead(item) && !items.isLeftOut(item)) {
            breaches.add(new Breach(
                    Rule.CODE,
                    plan.header().get(plan.itemColumn()),
                    shown(cell),
                    new Bilingual("方案所知的项目", "an item that the profile knows"),
                    MEND));
        }
        return item;
    }

    private Breach encodingBreach(String[] cells) {
        String column = null;
        String found = null;
        char broken = TextEncoding.REPLACEMENT;
        for (int i = 0; i < cells.length && found == null; i++) {
            int at = TextEncoding.firstBroken(cells[i]);
            if (at >= 0) {
                column = i < plan.header().size() ? plan.header().get(i) : null;
                found = cells[i];
                broken = found.charAt(at);
            }
        }
        var expected = plan.encoding() == null
                ? new Bilingual("没有乱码的单元格", "a cell without broken characters")
                : Bilingual.format(
                        "可按 %s 解码的字节",
                        "bytes that %s can decode", plan.encoding().title());
        return new Breach(
                Rule.ENCODING,
                column,
                shown(found),
                broken == TextEncoding.REPLACEMENT
                        ? expected
                        : new Bilingual("不含控制字符（如 NUL）的文字", "text without control characters such as NUL"),
                new Bilingual("请以 UTF-8 或 GB18030 重新导出", "export again as UTF-8 or GB18030"));
    }

    private Long year(String[] cells, List<Breach> breaches) {
        Long declared = plan.year() == null ? null : Long.valueOf(plan.year());
        if (plan.yearColumn() < 0 || plan.yearColumn() >= cells.length) {
            return declared;
        }
        var header = plan.header().get(plan.yearColumn());
        var cell = code(header, cells[plan.yearColumn()]);
        if (!CensusProfile.YEAR.matcher(cell).matches()) {
            breaches.add(new Breach(
                    Rule.YEAR,
                    header,
                    shown(cell),
                    new Bilingual("学年起始年份", "the year in which the school year starts"),
                    MEND));
            return declared;
        }
        long year = Long.parseLong(cell) + profile.year().offset();
        if (!profile.year().covers(year)) {
            breaches.add(new Breach(
                    Rule.YEAR,
                    header,
                    shown(cell),
                    new Bilingual("学年起始年份", "the year in which the school year starts"),
                    MEND));
            return declared;
        }
        if (declared != null && declared != year) {
            breaches.add(new Breach(
                    Rule.YEAR,
                    header,
                    shown(cell),
                    Bilingual.format("文件名所示学年 %d", "the year %d that the file name tells", declared),
                    MEND));
            return declared;
        }
        return year;
    }

    private String cell(int position, String[] cells) {
        return position < cells.length ? cells[position] : "";
    }

    private String header(Field field) {
        return field.terms() == null ? field.name() : plan.header().get(field.terms()[0][0]);
    }

    private void note(String header, String found, String read) {
        normalised.add(new Normalised(header, shown(found), shown(read)));
    }

    /** A code as codes are compared. */
    private String code(String header, String cell) {
        var code = CellText.code(cell);
        if (!code.equals(cell)) {
            note(header, cell, code);
        }
        return code;
    }

    /** Whether a cell holds nothing, or a word that says so. */
    private boolean isBlank(String header, String cell) {
        if (!cell.isEmpty() && words.isMissing(cell)) {
            note(header, cell, "");
            return true;
        }
        return cell.isEmpty();
    }

    /** The cell of a plain column: its code mapped, or the constant, or the default; blank is null. */
    private String plain(Field field, String[] cells, List<Breach> breaches) {
        var mapping = field.mapping();
        if (mapping.constant() != null) {
            return mapping.constant();
        }
        var cell = field.terms() == null ? corrections.corrected(field.name(), "") : cell(field.terms()[0][0], cells);
        if (!cell.isEmpty() && isListed(field, cell)) {
            return mapping.codes().getOrDefault(cell, cell);
        }
        cell = field.column().type() == CanonicalColumn.Type.TEXT ? cell : code(header(field), cell);
        if (isBlank(header(field), cell)) {
            if (mapping.defaultValue() == null) {
                requireNotBlank(field, cell, breaches);
            }
            return mapping.defaultValue();
        }
        if (mapping.codes().isEmpty()) {
            if (mapping.digits() != null && cell.length() < mapping.digits()) {
                var expected = Bilingual.format("至少 %d 位的代码", "a code of at least %d characters", mapping.digits());
                breaches.add(new Breach(Rule.CODE, header(field), shown(cell), expected, MEND));
                return null;
            }
            return mapping.beginning(cell);
        }
        var code = mapping.code(cell);
        if (code == null) {
            var listed = String.join(" ", new TreeSet<>(mapping.codes().keySet()));
            var expected = mapping.digits() == null
                    ? Bilingual.format("方案所列的代码：%s", "a code that the profile lists: %s", listed)
                    : Bilingual.format("以方案所列数字开头的代码：%s", "a code that begins as the profile lists: %s", listed);
            breaches.add(new Breach(Rule.CODE, header(field), shown(cell), expected, MEND));
        }
        return code;
    }

    /** Whether a cell is, letter by letter, one of the values that its column lists: then it has no other meaning. */
    private boolean isListed(Field field, String cell) {
        if (!field.mapping().codes().isEmpty()) {
            return field.mapping().codes().containsKey(cell);
        }
        return field.column().type() == CanonicalColumn.Type.FLAG
                ? words.flag(cell) != null
                : field.codes() != null && field.codes().entries().containsKey(cell);
    }

    private void read(Field field, String[] cells, Object[] values, List<Breach> breaches) {
        if (field.column().isNumeric()) {
            values[field.position()] = number(field, cells, breaches);
            return;
        }
        var cell = plain(field, cells, breaches);
        if (cell == null) {
            return;
        }
        if (CellError.isIn(cell)) {
            breaches.add(new Breach(
                    Rule.TYPE,
                    header(field),
                    shown(cell),
                    new Bilingual("公式的结果，而不是公式错误", "what a formula comes to, not its error"),
                    MEND));
            return;
        }
        if (field.column().type() == CanonicalColumn.Type.FLAG) {
            var flag = words.flag(cell);
            if (flag == null) {
                breaches.add(new Breach(
                        Rule.TYPE, header(field), shown(cell), new Bilingual("1/0 或 是/否", "1/0 or 是/否"), MEND));
            }
            values[field.position()] = flag;
            return;
        }
        if (field.codes() != null && !field.codes().entries().containsKey(cell)) {
            breaches.add(new Breach(
                    Rule.CODE,
                    header(field),
                    shown(cell),
                    Bilingual.format(
                            "代码表 %s 中的代码：%s",
                            "a code of list %s: %s",
                            field.codes().id(),
                            String.join(" ", field.codes().entries().keySet())),
                    MEND));
            return;
        }
        var pattern = field.mapping().pattern();
        if (pattern != null && !pattern.matcher(cell).matches()) {
            breaches.add(new Breach(
                    Rule.CODE,
                    header(field),
                    shown(cell),
                    Bilingual.format("符合格式 %s 的代码", "a code of the form %s", pattern.pattern()),
                    MEND));
            return;
        }
        values[field.position()] = cell;
    }

    private void requireNotBlank(Field field, String found, List<Breach> breaches) {
        if (field.mapping().required()) {
            breaches.add(new Breach(
                    Rule.REQUIRED,
                    header(field),
                    shown(found),
                    new Bilingual(
                            "非空的" + field.column().zh(),
                            "a value: " + field.column().en()),
                    new Bilingual("请补填后重新报送", "fill it in and send the row again")));
        }
    }

    private void readDivision(Field field, String[] cells, Object[] values, List<Breach> breaches) {
        var cell = plain(field, cells, breaches);
        if (cell == null) {
            return;
        }
        var year = values[CensusLayout.YEAR] == null ? 0 : ((Long) values[CensusLayout.YEAR]).intValue();
        var division = divisions.find(cell, year);
        boolean anyLevel = field.mapping().division().equals("any");
        if (year != 0
                && (division.isEmpty()
                        || !anyLevel
                                && !division.get()
                                        .level()
                                        .equals(field.mapping().division()))) {
            breaches.add(new Breach(
                    Rule.CODE,
                    header(field),
                    shown(cell),
                    anyLevel
                            ? Bilingual.format("%d 年在用的区划代码", "a division code in use in %d", year)
                            : Bilingual.format(
                                    "%1$d 年在用的区划代码（%2$s）",
                                    "the code of a %2$s in use in %1$d",
                                    year,
                                    field.mapping().division()),
                    new Bilingual(
                            "请查 schemas/divisions，或随普查附 divisions.csv",
                            "see schemas/divisions, or add a divisions.csv")));
            return;
        }
        values[field.position()] = cell;
    }

    /** A sum of products; null where a cell is blank: missing is not zero. */
    private Object number(Field field, String[] cells, List<Breach> breaches) {
        var total = BigDecimal.ZERO;
        boolean missing = false;
        boolean broken = false;
        boolean replaced = corrections.concern(field.name()) && !field.mapping().isMadeOfOneCell();
        var ofCells = replaced ? new ArrayList<Breach>() : breaches;
        if (field.terms() == null) {
            var fallback = plain(field, cells, breaches);
            if (fallback == null) {
                return null;
            }
            total = new BigDecimal(fallback);
        } else {
            for (var factors : field.terms()) {
                var product = BigDecimal.ONE;
                for (var position : factors) {
                    var header = plan.header().get(position);
                    var cell = cell(position, cells);
                    if (isBlank(header, cell)) {
                        if (field.mapping().defaultValue() == null) {
                            missing = true;
                            continue;
                        }
                        cell = field.mapping().defaultValue();
                    }
                    var value = decimal(field, header, cell, ofCells);
                    if (value == null) {
                        broken = true;
                    } else {
                        product = product.multiply(value);
                    }
                }
                total = total.add(product);
            }
        }
        if (replaced) {
            return correctedResult(field, broken || missing ? null : total, breaches);
        }
        if (broken) {
            return null;
        }
        if (missing) {
            requireNotBlank(field, "", breaches);
            return null;
        }
        if (field.mapping().factor() != null) {
            total = total.multiply(field.mapping().factor());
        }
        return checked(field, cells, total, breaches);
    }

    /** The corrected result of a sum or product; a correction replaces it as a whole. */
    private Object correctedResult(Field field, BigDecimal result, List<Breach> breaches) {
        var factor = field.mapping().factor() == null
                ? BigDecimal.ONE
                : field.mapping().factor();
        var text = result == null
                ? ""
                : result.multiply(factor).stripTrailingZeros().toPlainString();
        var corrected = corrections.corrected(field.name(), text);
        if (corrected.isEmpty()) {
            requireNotBlank(field, "", breaches);
            return null;
        }
        var value = decimal(field, header(field), corrected, breaches);
        return value == null ? null : checked(field, new String[0], value, breaches);
    }

    /** A number within its range, whole where it must be. */
    private Object checked(Field field, String[] cells, BigDecimal total, List<Breach> breaches) {
        var found = field.mapping().isPlain() && field.terms() != null
                ? cell(field.terms()[0][0], cells)
                : total.stripTrailingZeros().toPlainString();
        if (!inRange(field, total)) {
            breaches.add(new Breach(Rule.RANGE, header(field), shown(found), range(field.mapping()), MEND));
            return null;
        }
        if (field.column().type() != CanonicalColumn.Type.COUNT) {
            return total.doubleValue();
        }
        if (total.stripTrailingZeros().scale() > 0) {
            breaches.add(new Breach(Rule.TYPE, header(field), shown(found), WHOLE_NUMBER, MEND));
            return null;
        }
        return total.longValueExact();
    }

    /** A count must be whole in the end; a cell that is scaled need not be, as 1.5 thousand. */
    private static CellNumber.Kind kind(Field field) {
        if (field.column().type() != CanonicalColumn.Type.COUNT) {
            return CellNumber.Kind.DECIMAL;
        }
        boolean isScaled = field.mapping().factor() != null
                || field.mapping().terms().stream().anyMatch(factors -> factors.size() != 1);
        return isScaled ? CellNumber.Kind.SCALED : CellNumber.Kind.WHOLE;
    }

    private static boolean inRange(Field field, BigDecimal value) {
        var minimum = field.mapping().minimum();
        var maximum = greatest(field.mapping());
        return (minimum == null || value.compareTo(minimum) >= 0) && value.compareTo(maximum) <= 0;
    }

    private static BigDecimal greatest(ColumnMapping mapping) {
        return mapping.maximum() == null ? GREATEST : mapping.maximum();
    }

    private static Bilingual range(ColumnMapping mapping) {
        var minimum = mapping.minimum() == null ? "0" : mapping.minimum().toPlainString();
        return Bilingual.format(
                "%s 至 %s 之间的数",
                "a number from %s to %s", minimum, greatest(mapping).toPlainString());
    }

    private BigDecimal decimal(Field field, String header, String cell, List<Breach> breaches) {
        var kind = kind(field);
        var number = numbers.read(cell, kind);
        switch (number.finding()) {
            case PLAIN -> {}
            case NORMALISED -> note(header, cell, number.value().toPlainString());
            case NEGATIVE -> breaches.add(new Breach(Rule.RANGE, header, shown(cell), range(field.mapping()), MEND));
            default -> breaches.add(new Breach(Rule.TYPE, header, shown(cell), number.expected(kind), MEND));
        }
        return number.value();
    }

    /** Corrects the cells of columns that are made of one cell, for all columns that they feed. */
    private void correctCells(String[] cells) {
        if (corrections.isEmpty()) {
            return;
        }
        for (var field : fields) {
            if (field.terms() != null
                    && field.mapping().isMadeOfOneCell()
                    && field.terms()[0][0] < cells.length
                    && corrections.concern(field.name())) {
                int position = field.terms()[0][0];
                cells[position] = corrections.corrected(field.name(), cells[position]);
            }
        }
    }

    /** The corrections that are declared for a row. */
    private RowCorrections corrections(Long year, String[] cells) {
        if (declared.isEmpty()) {
            return RowCorrections.NONE;
        }
        var terms = plan.terms().get("school_code");
        var code = terms == null ? null : CellText.code(cell(terms[0][0], cells));
        return RowCorrections.of(declared, profile.profile(), table.table(), year, code);
    }

    /** The year and province of a row, as far as they can be told: where it is checked and stored. */
    Map.Entry<Integer, String> partition(String text) {
        normalised.clear();
        var cells = CsvRecords.cells(text);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Blanks.trim(cells[i]);
        }
        var year = year(cells, new ArrayList<>());
        var values = new Object[shape.columns().size()];
        values[CensusLayout.YEAR] = year;
        corrections = corrections(year, cells);
        correctCells(cells);
        for (var field : fields) {
            if (field.position() == CensusLayout.COUNTY_CODE && field.mapping().division() != null) {
                readDivision(field, cells, values, new ArrayList<>());
            }
        }
        if (meetsBySchoolCode) {
            return new HashMap.SimpleEntry<>(year == null ? 0 : year.intValue(), provinceOfCode(cells));
        }
        var province = year == null || values[CensusLayout.COUNTY_CODE] == null
                ? null
                : divisions
                        .ancestor((String) values[CensusLayout.COUNTY_CODE], Level.PROVINCE, year.intValue())
                        .map(Divisions.Division::code)
                        .orElse(null);
        if (province == null && profile.schoolCodeProvince() != null) {
            return new HashMap.SimpleEntry<>(year == null ? 0 : year.intValue(), provinceOfCode(cells));
        }
        return new HashMap.SimpleEntry<>(year == null ? 0 : year.intValue(), CensusLayout.partition(province));
    }

    /** The province that the school code tells: all forms of a school meet there, and rows that tell no county. */
    private String provinceOfCode(String[] cells) {
        var terms = plan.terms().get("school_code");
        var matcher = profile.schoolCodeProvince().matcher(cell(terms[0][0], cells));
        return matcher.matches() ? CensusLayout.partition(matcher.group("province")) : CensusLayout.NO_PROVINCE;
    }

    static String shown(String cell) {
        if (cell == null || cell.length() <= LONGEST_SHOWN) {
            return cell == null ? null : CellText.visible(cell);
        }
        return CellText.visible(cell.substring(0, LONGEST_SHOWN)) + "…";
    }
}
