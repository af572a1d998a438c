package org.junheng.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.Messages;
import org.junheng.summary.PublishedSummary;
import org.junheng.warehouse.Manifest;

/**
 * How a snapshot is cited, in words, as BibTeX or as a citation file. It holds no clock; who cites adds the day on which the
 * data were read.
 */
final class CitationText {
    private final Messages messages;
    private final Manifest manifest;
    private final String years;

    private CitationText(Messages messages, Manifest manifest, String years) {
        this.messages = messages;
        this.manifest = manifest;
        this.years = years;
    }

    /** Reads from a snapshot's database which years it holds. */
    static CitationText of(Path warehouse, Manifest manifest, Messages messages) throws SQLException {
        var file = warehouse.resolve(Manifest.summaryPath(manifest.id()));
        try (var summary = PublishedSummary.ofFile(file, manifest.id());
                var statement = summary.connection().createStatement();
                var row = statement.executeQuery("SELECT first_year, last_year FROM snapshot")) {
            var years = "";
            if (row.next() && row.getString(1) != null) {
                years = row.getString(1).equals(row.getString(2))
                        ? row.getString(1)
                        : row.getString(1) + "–" + row.getString(2);
            }
            return new CitationText(messages, manifest, years);
        }
    }

    /** One sentence. */
    List<String> inWords() {
        return List.of(messages.text(
                "cite.text",
                title(),
                manifest.version(),
                years,
                standards(),
                manifest.id(),
                generated("cite.generated")));
    }

    /** An entry for BibTeX and BibLaTeX. */
    List<String> inBibTex() {
        return List.of(
                "@misc{junheng-" + manifest.id() + ",",
                "  title        = {" + title() + "},",
                "  version      = {" + manifest.version() + "},",
                "  howpublished = {" + messages.text("cite.dataset") + "},",
                "  note         = {"
                        + messages.text("cite.note", manifest.id(), years, standards(), generated("cite.generated"))
                        + "}",
                "}");
    }

    /** A citation file in format 1.2.0 (citation-file-format.github.io). */
    List<String> inCff() {
        var lines = new ArrayList<>(List.of(
                "cff-version: 1.2.0",
                "message: " + quoted(messages.text("cite.message")),
                "type: dataset",
                "title: " + quoted(title()),
                "version: " + quoted(manifest.version()),
                "authors:",
                "  - name: " + quoted(messages.text("cite.author")),
                "identifiers:",
                "  - type: other",
                "    value: " + quoted(manifest.id()),
                "    description: " + quoted(messages.text("cite.identifier")),
                "abstract: "
                        + quoted(messages.text(
                                "cite.note", manifest.id(), years, standards(), generated("cite.generated")))));
        return lines;
    }

    private String title() {
        return messages.text("cite.title");
    }

    private String standards() {
        return String.join(", ", manifest.standards());
    }

    private String generated(String key) {
        return manifest.generated() ? messages.text(key) : "";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
