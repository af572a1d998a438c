package org.junheng.dashboard.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.dashboard.page.Bilingual;
import org.junheng.dashboard.page.ColumnDefinition;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.page.Words;
import org.junheng.dashboard.panel.Selection;
import org.junheng.summary.Language;
import org.junheng.summary.Rows;
import org.junheng.summary.format.NumberText;

/** Makes the rows of a panel into what a template shows. */
final class PanelViews {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Parameters that a link to another page takes along where that page has them. */
    private static final List<String> TAKEN_ALONG = List.of("year", "standard", "stage", "indicator");

    private final Words words;
    private final Links links;
    private final Selection selection;
    private final Language language;
    private final LinkTargets targets;
    private final Optional<MapNotice> map;

    /** Tells which parameters a page has. */
    interface LinkTargets {
        Set<String> parameters(String page);
    }

    PanelViews(Words words, Links links, Selection selection, LinkTargets targets, Optional<MapNotice> map) {
        this.words = words;
        this.links = links;
        this.selection = selection;
        this.language = selection.language();
        this.targets = targets;
        this.map = map;
    }

    PanelView view(PanelDefinition panel, Rows rows) {
        var shown = new ArrayList<Found>();
        var why = new ArrayList<Found>();
        panel.columns().forEach((name, column) -> (column.why() ? why : shown)
                .add(new Found(name, column, rows.position(name))));
        var body = new ArrayList<RowView>();
        for (var row : rows.rows()) {
            var cells = new ArrayList<CellView>();
            for (var column : shown) {
                cells.add(cell(rows, row, column));
            }
            body.add(new RowView(cells, details(rows, row, why)));
        }
        var columns = shown.stream().map(column -> column(rows, column)).toList();
        return new PanelView(
                panel.id(),
                panel.title().in(language),
                panel.about() == null ? null : panel.about().in(language),
                columns,
                body,
                panel.noRows().in(language),
                panel.paged() ? paging(panel, rows) : null,
                rows.rows().isEmpty() ? null : chart(panel),
                panel.drawn().map(chart -> text(chart.get("alt"))).orElse(null),
                rows.cut() && !panel.paged() ? rows.rows().size() : 0,
                address(panel, "csv"),
                address(panel, "json"),
                panel.print(),
                panel.printRows(),
                panel.map() ? map.orElse(null) : null);
    }

    /** A column of the panel and where it stands in its rows. */
    private record Found(String name, ColumnDefinition definition, int position) {}

    private String address(PanelDefinition panel, String format) {
        return links.panel(language, pageOf(selection), selection.code(), panel.id(), selection.given(), format)
                .orElse(null);
    }

    private PagingView paging(PanelDefinition panel, Rows rows) {
        int page = ((Number) selection.values().get(panel.page())).intValue();
        int shown = rows.rows().size();
        long before = (page - 1L) * panel.mostRows();
        var all = new LinkedHashMap<>(selection.given());
        all.remove(panel.page());
        all.put("rows", "all");
        return new PagingView(
                shown == 0 ? 0 : before + 1,
                shown == 0 ? 0 : before + shown,
                page == 1 ? null : pageLink(panel, shown == 0 ? 1 : page - 1),
                rows.cut() ? pageLink(panel, page + 1) : null,
                links.panel(language, pageOf(selection), selection.code(), panel.id(), all, "csv")
                        .orElse(null));
    }

    private String pageLink(PanelDefinition panel, int page) {
        var parameters = new LinkedHashMap<>(selection.given());
        parameters.remove(panel.page());
        if (page > 1) {
            parameters.put(panel.page(), String.valueOf(page));
        }
        return links.page(language, pageOf(selection), selection.code(), parameters)
                .map(address -> address + "#" + panel.id())
                .orElse(null);
    }

    static String pageOf(Selection selection) {
        return switch (selection.page().subject()) {
            case ROOT -> "";
            case NONE -> selection.page().page();
            case PLACE, SCHOOL -> selection.level();
        };
    }

    private List<RowView.Detail> details(Rows rows, List<Object> row, List<Found> why) {
        return why.stream()
                .map(column -> new RowView.Detail(
                        column.definition().title().in(language),
                        cell(rows, row, column).text()))
                .filter(detail -> !detail.text().isEmpty())
                .toList();
    }

    private ColumnView column(Rows rows, Found found) {
        var column = found.definition();
        boolean number = rows.rows().stream()
                .map(row -> row.get(found.position()))
                .filter(value -> value != null)
                .findFirst()
                .filter(Number.class::isInstance)
                .isPresent();
        boolean end = column.align() == null
                ? number && column.words() == null
                : column.align().equals("end");
        return new ColumnView(
                found.name(),
                column.title().in(language),
                column.unit() == null ? null : column.unit().in(language),
                end,
                column.wide());
    }

    private CellView cell(Rows rows, List<Object> row, Found found) {
        var value = row.get(found.position());
        if (value == null) {
            return CellView.NONE;
        }
        var column = found.definition();
        var href = column.link() == null ? null : href(rows, row, column);
        if (column.words() != null) {
            return worded(column, value.toString(), href);
        }
        if (value instanceof Number number) {
            return new CellView(NumberWords.of(number, column), NumberText.of(number), href, null, null);
        }
        var text = value.toString();
        return new CellView(column.bilingual() ? Bilingual.part(text, language) : text, null, href, null, null);
    }

    private CellView worded(ColumnDefinition column, String id, String href) {
        if (column.list()) {
            var text = Stream.of(id.split("[ ,;]+"))
                    .map(each -> words.text(column.words(), each, language))
                    .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
            return new CellView(text, id, href, null, null);
        }
        return words.word(column.words(), id)
                .map(word -> new CellView(word.in(language), id, href, word.tone(), word.sign()))
                .orElseGet(() -> new CellView(id, id, href, null, null));
    }

    private String href(Rows rows, List<Object> row, ColumnDefinition column) {
        var code = column.code() == null ? "" : row.get(rows.position(column.code()));
        if (code == null) {
            return null;
        }
        var page = column.levelColumn() == null
                ? Optional.of(column.link())
                : Optional.ofNullable((String) row.get(rows.position(column.levelColumn())));
        if (page.isEmpty()) {
            return null;
        }
        var known = targets.parameters(page.get());
        var parameters = new LinkedHashMap<String, String>();
        for (var name : TAKEN_ALONG) {
            if (known.contains(name) && selection.given().containsKey(name)) {
                parameters.put(name, selection.given().get(name));
            }
        }
        column.with().forEach((name, from) -> {
            var value = row.get(rows.position(from));
            if (value != null && known.contains(name)) {
                parameters.put(name, value.toString());
            }
        });
        return links.page(language, page.get(), code.toString(), parameters).orElse(null);
    }

    private String chart(PanelDefinition panel) {
        if (panel.chart() == null) {
            return null;
        }
        var spec = new LinkedHashMap<String, Object>();
        panel.chart().forEach((key, value) -> spec.put(key, localised(value)));
        spec.remove("alt");
        if (panel.chart().get("parts") instanceof List<?> parts) {
            tones(parts.stream().map(String::valueOf).toList()).ifPresent(tones -> spec.putIfAbsent("tones", tones));
        }
        try {
            return JSON.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parts that are named like the ids of one list of words (verdicts, states) have its tones. */
    private Optional<List<String>> tones(List<String> parts) {
        return words.listOf(parts).map(list -> parts.stream()
                .map(part -> words.word(list, part).map(Words.Word::tone).orElse(""))
                .toList());
    }

    /** Texts of a chart in the language asked for, at any depth. */
    private Object localised(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.size() == 2 && map.containsKey("zh") && map.containsKey("en")) {
                return text(map);
            }
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> copy.put(key, localised(each)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(this::localised).toList()
                : value;
    }

    private String text(Object bilingual) {
        return String.valueOf(((Map<?, ?>) bilingual).get(language.code()));
    }
}
