package org.junheng.ingest.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/**
 * The XML of one part, one element after the other.
 *
 * <p>A document type, which alone could name entities, files or addresses, is a fault; so is any token, depth or number of
 * names for which the parser would have to hold more than the limits allow. Names are compared without namespaces: the
 * strict and the transitional form of the format differ in these alone.
 */
final class PartXml implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final GuardedReader guard;
    private final XMLStreamReader reader;
    private final ReadingLimits limits;
    private final WorkbookFaults faults;
    private final Set<String> names = new HashSet<>();
    private int depth;

    PartXml(InputStream bytes, ReadingLimits limits, WorkbookFaults faults) {
        this.in = new BufferedInputStream(bytes, BUFFER);
        this.limits = limits;
        this.faults = faults;
        try {
            var decoder = encoding(in)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            guard = new GuardedReader(new InputStreamReader(in, decoder));
            var factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            reader = factory.createXMLStreamReader(guard);
        } catch (IOException | XMLStreamException | RuntimeException failure) {
            throw fault(failure);
        }
    }

    /** Parts are in UTF-8 or UTF-16 (ECMA-376 part 2, 6.1.4), which their first bytes tell apart. */
    private static Charset encoding(InputStream in) throws IOException {
        in.mark(3);
        var first = in.readNBytes(3);
        in.reset();
        if (first.length < 3) {
            return StandardCharsets.UTF_8;
        }
        int pair = (first[0] & 0xFF) << 8 | first[1] & 0xFF;
        if (pair == 0xFEFF || pair == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        if (pair == 0xEFBB && (first[2] & 0xFF) == 0xBF) {
            in.skipNBytes(3);
        }
        return pair == '<'
                ? StandardCharsets.UTF_16BE
                : pair == '<' << 8 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    /** Goes to the outermost element, which must have this name. */
    void root(String name) {
        while (advance() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        if (!name().equals(name)) {
            throw faults.broken(
                    Bilingual.format(
                            "应为 XML 元素 <%s>，发现 <%s>", "the XML element <%s> is expected, <%s> was found", name, name()),
                    null);
        }
    }

    /** How many elements are open, the current one included. */
    int depth() {
        return depth;
    }

    /** The name of the current element. */
    String name() {
        return reader.getLocalName();
    }

    /**
     * Goes to the next element right inside the one at this depth, past all that stands deeper; false when that element
     * ends.
     */
    boolean nextChild(int parent) {
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT && depth == parent + 1) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
                return false;
            }
        }
    }

    /** Goes to the next element with this name right inside the one at this depth; false when that element ends. */
    boolean nextChild(int parent, String name) {
        while (nextChild(parent)) {
            if (name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** An attribute of the current element, in whatever namespace; or null. */
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /** The text right inside the current element, to its end; no longer than a cell may be. */
    String text() {
        int own = depth;
        String text = "";
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (depth == own) {
                        text = text.isEmpty() ? currentText() : text + currentText();
                        requireCell(text.length(), limits, faults);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth < own) {
                        return text;
                    }
                }
                default -> {}
            }
        }
    }

    /** Refuses a text that is longer than a cell may be. */
    static void requireCell(int length, ReadingLimits limits, WorkbookFaults faults) {
        if (length > limits.cellCharacters()) {
            throw faults.tooMuch(
                    "cell_characters",
                    limits.cellCharacters(),
                    new Bilingual("单元格文字过长", "the text of the cell is too long"));
        }
    }

    private String currentText() {
        try {
            var text = reader.getText();
            guard.allow();
            return text;
        } catch (RuntimeException failure) {
            throw fault(failure);
        }
    }

    private int advance() {
        int event;
        try {
            event = reader.next();
            guard.allow();
        } catch (XMLStreamException | RuntimeException failure) {
            throw fault(failure);
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                requireModest();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> name(reader.getPITarget());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw faults.of(
                        "workbook.entity",
                        new Bilingual(
                                "文件含有文档类型声明或实体引用，表格软件不会写出这样的内容",
                                "the file has a document type or a reference to an entity, which no spreadsheet program writes"),
                        new Bilingual(
                                "文件可能被人为改动，请勿打开；请向报送方查问",
                                "it may have been made to do harm: do not open it, ask the sender"),
                        null);
            case XMLStreamConstants.END_DOCUMENT ->
                throw faults.broken(new Bilingual("XML 提前结束", "the XML ends too early"), null);
            default -> {}
        }
        return event;
    }

    /** What a parser throws at bytes that were made to break it is told as damage; its own words and trace are kept. */
    private FaultException fault(Exception failure) {
        if (failure instanceof FaultException fault) {
            return fault;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return faults.broken(
                        new Bilingual("XML 中有无法按 UTF-8 解码的字节", "the XML has bytes that are not UTF-8"), failure);
            }
        }
        return faults.broken(failure);
    }

    /** The parser keeps each different name as long as the part is open. */
    private void requireModest() {
        if (depth > limits.markupDepth()) {
            throw faults.tooMuch(
                    "markup_depth",
                    limits.markupDepth(),
                    Bilingual.format("XML 嵌套 %d 层", "the XML is nested %d deep", depth));
        }
        name(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            name(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            name(reader.getNamespacePrefix(i));
            name(reader.getNamespaceURI(i));
        }
    }

    private void name(String name) {
        if (names.add(name) && names.size() > limits.markupNames()) {
            throw faults.tooMuch(
                    "markup_names",
                    limits.markupNames(),
                    new Bilingual("XML 中不同的名称过多", "the XML has too many different names"));
        }
    }

    /** Reads what is left of the part unparsed, so that its length and checksum are compared. */
    void readRest() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException damaged) {
            throw faults.broken(damaged);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            in.close();
        } catch (IOException | XMLStreamException failure) {
            throw faults.broken(failure);
        }
    }

    /** Bounds what the parser reads for one token, which it may have to hold in memory as a whole. */
    private final class GuardedReader extends Reader {
        private final Reader decoded;
        private long read;
        private long allowed;

        GuardedReader(Reader decoded) {
            this.decoded = decoded;
            allow();
        }

        /** A token has come to its end. */
        void allow() {
            allowed = read + limits.markupCharacters();
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (read > allowed) {
                throw faults.tooMuch(
                        "markup_characters",
                        limits.markupCharacters(),
                        new Bilingual("XML 中有一处标记或文字过长", "a tag, text or comment in the XML is too long"));
            }
            int characters = decoded.read(target, offset, length);
            read += Math.max(0, characters);
            return characters;
        }

        @Override
        public void close() throws IOException {
            decoded.close();
        }
    }
}
