package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What a spreadsheet program would show of a workbook: cells with their texts, numbers, formats and colours, and its panes. */
final class WorkbookLooks {
    /**
     * A cell that holds something.
     *
     * @param text or the number as written
     * @param format of numbers; empty where none
     * @param fill colour behind it; empty where none
     */
    record Cell(String sheet, String reference, boolean number, String text, String format, String fill) {}

    /** A sheet: whether panes are frozen, and how many rows stay. */
    record Sheet(String name, boolean frozen, List<Cell> cells) {}

    private final List<Sheet> sheets = new ArrayList<>();

    WorkbookLooks(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var texts = texts(elements(part(zip, "xl/sharedStrings.xml"), "si"));
            var styles = part(zip, "xl/styles.xml");
            var formats = elements(styles, "numFmt");
            var fills = elements(styles, "fill");
            var looks =
                    children((Element) styles.getElementsByTagName("cellXfs").item(0));
            var names = elements(part(zip, "xl/workbook.xml"), "sheet");
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i).getAttribute("name");
                var sheet = part(zip, "xl/worksheets/sheet" + (i + 1) + ".xml");
                var cells = new ArrayList<Cell>();
                for (var cell : elements(sheet, "c")) {
                    var values = cell.getElementsByTagName("v");
                    if (values.getLength() == 0) {
                        continue;
                    }
                    var value = values.item(0).getTextContent();
                    boolean text = cell.getAttribute("t").equals("s");
                    var look =
                            looks.get(cell.getAttribute("s").isEmpty() ? 0 : Integer.parseInt(cell.getAttribute("s")));
                    cells.add(new Cell(
                            name,
                            cell.getAttribute("r"),
                            !text,
                            text ? texts.get(Integer.parseInt(value)) : value,
                            format(formats, look.getAttribute("numFmtId")),
                            colour(fills.get(Integer.parseInt(look.getAttribute("fillId"))))));
                }
                var panes = elements(sheet, "pane");
                sheets.add(new Sheet(
                        name,
                        !panes.isEmpty() && panes.get(0).getAttribute("state").equals("frozen"),
                        List.copyOf(cells)));
            }
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    List<Cell> cells() {
        return sheets.stream().flatMap(sheet -> sheet.cells().stream()).toList();
    }

    private static List<String> texts(List<Element> strings) {
        return strings.stream().map(Element::getTextContent).toList();
    }

    private static String format(List<Element> formats, String id) {
        return formats.stream()
                .filter(format -> format.getAttribute("numFmtId").equals(id))
                .map(format -> format.getAttribute("formatCode"))
                .findFirst()
                .orElse("");
    }

    private static String colour(Element fill) {
        var colours = fill.getElementsByTagName("fgColor");
        return colours.getLength() == 0 ? "" : ((Element) colours.item(0)).getAttribute("rgb");
    }

    private static List<Element> children(Element parent) {
        var all = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }

    private static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagName(name);
        var all = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static Document part(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in);
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(name + " is not XML", unreadable);
        }
    }
}
