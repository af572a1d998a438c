package org.junheng.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.ColumnMapping;
import org.junheng.rulebook.ColumnMapping.Header;

/** The items of a form in one year: what tells the rows of a school apart, under whichever of its names. */
public final class FormItems {
    /** Normalised name → the first name that a column gives the item, normalised. */
    private final Map<String, String> read = new HashMap<>();

    private final Set<String> unread = new HashSet<>();
    private final boolean othersIgnored;
    private final Integer year;

    /**
     * @param year the census year, or null where the file does not tell it outside of its rows
     */
    public FormItems(CensusTable table, Integer year) {
        this.year = year;
        othersIgnored = table.otherItems().ignored();
        table.otherItems().names().forEach(name -> unread.add(HeaderText.normalised(name)));
        table.columns().values().forEach(mapping -> mapping.items().forEach(this::add));
    }

    private void add(Header item) {
        var names = names(item);
        var known =
                names.stream().map(read::get).filter(java.util.Objects::nonNull).findFirst();
        names.forEach(name -> read.put(name, known.orElse(names.get(0))));
    }

    private List<String> names(Header item) {
        return item.namesIn(year).stream().map(HeaderText::normalised).toList();
    }

    /** The one name of an item that goes by several. */
    public String of(String cell) {
        var name = HeaderText.normalised(cell);
        return read.getOrDefault(name, name);
    }

    /** The items that a column is made from; empty for all rows. In a year without a name for it an item is left out. */
    public List<String> of(ColumnMapping mapping) {
        return mapping.items().stream()
                .map(this::names)
                .filter(names -> !names.isEmpty())
                .map(names -> read.get(names.get(0)))
                .toList();
    }

    /** Whether a column is made from rows of this item. */
    public boolean isRead(String item) {
        return read.containsKey(item);
    }

    /** Whether the rows of this item are deliberately left unread. */
    public boolean isLeftOut(String item) {
        return !isRead(item) && (othersIgnored || unread.contains(item));
    }
}
