package org.junheng.ingest.workbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/**
 * A workbook that is open for reading: its sheets, and the rows of each. For one thread.
 *
 * <p>Of one sheet's rows nothing but the current one is held; of the workbook the texts that its cells share.
 */
public final class Workbook implements AutoCloseable {
    private static final Pattern NAMED = Pattern.compile("(?i).*\\.(xls[xmb]?|xlt[xm]?|et|ods)");
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] ZIP_WITHOUT_ENTRIES = {'P', 'K', 5, 6};
    private static final String USUAL_WORKBOOK_PART = "xl/workbook.xml";

    /**
     * A sheet with cells; sheets that hold a chart alone are left out.
     *
     * @param name its name, unique in the workbook
     * @param hidden whether spreadsheet programs do not show it
     */
    public record Sheet(String name, boolean hidden) {}

    /** A part that another one names. */
    private record Relation(String type, String part) {}

    private final WorkbookZip zip;
    private final ReadingLimits limits;
    private final WorkbookFaults faults;
    private final Map<Sheet, String> parts = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private String sharedTextsPart;
    private String formatsPart;
    private boolean from1904;
    private SharedTexts sharedTexts;
    private CellFormats formats;

    private Workbook(WorkbookZip zip, ReadingLimits limits, WorkbookFaults faults) {
        this.zip = zip;
        this.limits = limits;
        this.faults = faults;
    }

    /**
     * Whether a file is to be opened here rather than read as text: by its name, or because its first bytes are those of a
     * zip file or of an older workbook. It may still be one that {@link #open} refuses.
     */
    public static boolean claims(Path file) throws IOException {
        if (NAMED.matcher(file.getFileName().toString()).matches()) {
            return true;
        }
        var first = firstBytes(file);
        return isZip(first) || OldWorkbook.begins(first);
    }

    /**
     * Opens a workbook and reads what sheets it has.
     *
     * @param name what messages call the file
     * @throws FaultException of kind INPUT when the file is no workbook, is encrypted, damaged, or beyond a limit
     * @throws IOException when the disk fails
     */
    public static Workbook open(Path file, String name, ReadingLimits limits) throws IOException {
        var faults = WorkbookFaults.of(name);
        requireZip(file, faults);
        var zip = WorkbookZip.open(file, limits, faults);
        var workbook = new Workbook(zip, limits, faults);
        try {
            workbook.readSheets();
        } catch (FaultException fault) {
            zip.close();
            throw fault;
        }
        return workbook;
    }

    private static void requireZip(Path file, WorkbookFaults faults) throws IOException {
        var first = firstBytes(file);
        if (first.length == 0) {
            throw faults.otherFormat(new Bilingual("文件为空", "the file is empty"));
        }
        if (OldWorkbook.begins(first)) {
            throw OldWorkbook.refusal(file, faults);
        }
        if (!isZip(first)) {
            var start = new String(first, StandardCharsets.ISO_8859_1).strip();
            throw faults.otherFormat(
                    start.startsWith("<")
                            ? new Bilingual("文件是网页或 XML，只是扩展名像工作簿", "the file is a web page or XML under another name")
                            : new Bilingual("文件不是工作簿", "the file is no workbook"));
        }
    }

    private static boolean isZip(byte[] first) {
        return startsWith(first, ZIP) || startsWith(first, ZIP_WITHOUT_ENTRIES);
    }

    static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static byte[] firstBytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(16);
        }
    }

    private void readSheets() {
        var main = mainPart();
        var relations = zip.has(relationsOf(main)) ? relations(main) : Map.<String, Relation>of();
        for (var relation : relations.values()) {
            switch (kind(relation)) {
                case "sharedStrings" -> sharedTextsPart = relation.part();
                case "styles" -> formatsPart = relation.part();
                default -> {}
            }
        }
        try (var xml = xml(main, faults)) {
            xml.root("workbook");
            int root = xml.depth();
            while (xml.nextChild(root)) {
                switch (xml.name()) {
                    case "workbookPr" -> {
                        var from = xml.attribute("date1904");
                        from1904 = "1".equals(from) || "true".equals(from);
                    }
                    case "sheets" -> readSheets(xml, relations);
                    default -> {}
                }
            }
            xml.readRest();
        }
        if (sheets.isEmpty()) {
            throw faults.broken(new Bilingual("工作簿没有工作表", "the workbook has no sheet with cells"), null);
        }
    }

    private void readSheets(PartXml xml, Map<String, Relation> relations) {
        int list = xml.depth();
        var names = new HashSet<String>();
        while (xml.nextChild(list, "sheet")) {
            var name = xml.attribute("name");
            var state = xml.attribute("state");
            var relation = relations.get(xml.attribute("id"));
            if (name == null || name.isEmpty() || !names.add(name.toLowerCase(Locale.ROOT))) {
                throw faults.broken(
                        Bilingual.format("工作表名「%s」为空或重复", "a sheet has no name, or one that stands twice: '%s'", name),
                        null);
            }
            PartXml.requireCell(name.length(), limits, faults);
            if (names.size() > limits.sheets()) {
                throw faults.tooMuch(
                        "sheets", limits.sheets(), new Bilingual("工作表过多", "the workbook has too many sheets"));
            }
            if (relation == null || !zip.has(relation.part())) {
                throw faults.within(name)
                        .broken(new Bilingual("缺少该工作表的内容", "the content of the sheet is missing"), null);
            }
            if (kind(relation).equals("worksheet")) {
                var sheet = new Sheet(name, state != null && !state.equals("visible"));
                sheets.add(sheet);
                parts.put(sheet, relation.part());
            }
        }
    }

    /** The part with the list of sheets. */
    private String mainPart() {
        var part = USUAL_WORKBOOK_PART;
        if (zip.has(relationsOf(""))) {
            for (var relation : relations("").values()) {
                if (kind(relation).equals("officeDocument")) {
                    part = relation.part();
                }
            }
        }
        if (part.endsWith(".bin")) {
            throw faults.otherFormat(new Bilingual("文件是二进制工作簿（.xlsb）", "the file is a binary workbook (.xlsb)"));
        }
        if (!zip.has(part)) {
            throw notAWorkbook();
        }
        return part;
    }

    private FaultException notAWorkbook() {
        if (zip.has("content.xml") && zip.has("mimetype")) {
            return faults.otherFormat(
                    new Bilingual("文件是 OpenDocument 文档（.ods）", "the file is an OpenDocument file (.ods)"));
        }
        var inside = zip.anyPart("", ".xlsx").or(() -> zip.anyPart("", ".csv"));
        if (inside.isPresent()) {
            return faults.otherFormat(Bilingual.format(
                    "文件是压缩包，内有「%s」等文件，请先解压",
                    "the file is a zip archive with '%s' in it: unpack it first", inside.get()));
        }
        return faults.otherFormat(
                new Bilingual("压缩包内没有工作簿（xl/workbook.xml）", "the zip file holds no workbook (xl/workbook.xml)"));
    }

    /** The last word of a relation's type, which is the same in the strict and the transitional form of the format. */
    private static String kind(Relation relation) {
        return relation.type().substring(relation.type().lastIndexOf('/') + 1);
    }

    private static String relationsOf(String part) {
        int folder = part.lastIndexOf('/') + 1;
        return part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
    }

    /** What a part names, by id; what lies outside the file is left out. */
    private Map<String, Relation> relations(String part) {
        var relations = new HashMap<String, Relation>();
        try (var xml = xml(relationsOf(part), faults)) {
            xml.root("Relationships");
            int root = xml.depth();
            while (xml.nextChild(root, "Relationship")) {
                var type = xml.attribute("Type");
                var target = xml.attribute("Target");
                if (type != null && target != null && !"External".equals(xml.attribute("TargetMode"))) {
                    relations.put(xml.attribute("Id"), new Relation(type, resolved(part, target)));
                }
                if (relations.size() > limits.entries()) {
                    throw faults.tooMuch(
                            "entries", limits.entries(), new Bilingual("部件间的引用过多", "a part names too many others"));
                }
            }
            xml.readRest();
        }
        return relations;
    }

    /** The name of a part from what another part calls it, by the rules of paths. */
    private static String resolved(String part, String target) {
        var path = new ArrayList<String>();
        var base = target.startsWith("/") ? "" : part.substring(0, part.lastIndexOf('/') + 1);
        for (var step : (base + target.replace('\\', '/')).split("/")) {
            switch (step) {
                case "", "." -> {}
                case ".." -> {
                    if (!path.isEmpty()) {
                        path.remove(path.size() - 1);
                    }
                }
                default -> path.add(step);
            }
        }
        return String.join("/", path);
    }

    private PartXml xml(String part, WorkbookFaults where) {
        return new PartXml(zip.open(part, where), limits, where);
    }

    /** The sheets in the order in which spreadsheet programs show them, hidden ones included. */
    public List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /**
     * Begins to read the rows of a sheet.
     *
     * @throws FaultException of kind INPUT where the sheet, or what its cells share with others, is damaged or beyond a limit
     */
    public SheetRows rows(Sheet sheet) {
        var part = parts.get(sheet);
        if (part == null) {
            throw new IllegalArgumentException("the workbook has no sheet " + sheet);
        }
        readShared();
        var within = faults.within(sheet.name());
        var xml = xml(part, within);
        try {
            return new SheetRows(xml, sharedTexts, formats, from1904, limits, within);
        } catch (FaultException fault) {
            xml.close();
            throw fault;
        }
    }

    private void readShared() {
        if (formats == null) {
            try (var xml = formatsPart == null ? null : xml(formatsPart, faults)) {
                formats = xml == null ? CellFormats.NONE : CellFormats.read(xml, limits, faults);
            }
        }
        if (sharedTexts == null) {
            try (var xml = sharedTextsPart == null ? null : xml(sharedTextsPart, faults)) {
                sharedTexts = xml == null ? SharedTexts.NONE : SharedTexts.read(xml, limits, faults);
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
