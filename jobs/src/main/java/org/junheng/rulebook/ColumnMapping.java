package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How one canonical column is made from the cells of a file: a sum of products of columns, or a constant.
 *
 * @param terms the addends; each is a product of columns; each column has alternatives of header
 * @param factor what the result is multiplied by (a unit), or null
 * @param constant a value that every row has, or null
 * @param codes cell → code, all that the census uses; empty where the cells are the codes
 * @param digits how many characters at the start of a cell are the code, which {@code codes} are for; or null for all
 * @param required whether a blank cell breaks the row
 * @param optional whether the header may be absent
 * @param defaultValue what a blank cell or an absent header means, as one of our codes or numbers; or null for missing
 * @param pattern what the whole cell must match, or null
 * @param minimum least value, or null
 * @param maximum greatest value, or null
 * @param division {@code county} or {@code any}: the cell must be the code of a division of that year; or null
 * @param items the rows of a school that count, by the item column of the form, each with the names that it goes by;
 *     empty for all. Where one of them is not there the number is missing
 * @param unit the unit in which the form gives the number, as it may write it, held against its row of units; or null
 * @param guess why a machine thinks that the column is this one; null where a person said so
 */
public record ColumnMapping(
        List<List<Header>> terms,
        BigDecimal factor,
        String constant,
        Map<String, String> codes,
        Integer digits,
        boolean required,
        boolean optional,
        String defaultValue,
        Pattern pattern,
        BigDecimal minimum,
        BigDecimal maximum,
        String division,
        List<Header> items,
        Header unit,
        String guess)
        implements Serializable {

    /** A column of the file, by the names that it had over the years. */
    public record Header(List<Name> names) implements Serializable {
        /** The names that a file of this year may use. */
        public List<String> namesIn(Integer year) {
            return names.stream()
                    .filter(name -> year == null
                            || (name.from() == null || name.from() <= year) && (name.to() == null || year <= name.to()))
                    .map(Name::name)
                    .toList();
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Header of(JsonNode node) {
            var names = new ArrayList<Name>();
            if (node.isArray()) {
                node.forEach(each -> names.add(Name.of(each)));
            } else {
                names.add(Name.of(node));
            }
            if (names.isEmpty()) {
                throw new IllegalArgumentException("a header needs a name");
            }
            return new Header(List.copyOf(names));
        }
    }

    /** A name of a column, with the years in which it is used; null is open. */
    public record Name(String name, Integer from, Integer to) implements Serializable {
        private static final Set<String> NAME_KEYS = Set.of("name", "from", "to");

        static Name of(JsonNode node) {
            if (node.isTextual()) {
                return new Name(node.textValue(), null, null);
            }
            var keys = new TreeSet<String>();
            node.fieldNames().forEachRemaining(keys::add);
            if (!node.isObject() || !node.path("name").isTextual() || !NAME_KEYS.containsAll(keys)) {
                throw new IllegalArgumentException("a header is a text, or {name, from, to}; found " + node);
            }
            return new Name(node.get("name").textValue(), year(node, "from"), year(node, "to"));
        }

        private static Integer year(JsonNode node, String key) {
            if (!node.has(key)) {
                return null;
            }
            if (!node.get(key).isInt()) {
                throw new IllegalArgumentException(key + " must be a year; found " + node.get(key));
            }
            return node.get(key).intValue();
        }
    }

    @JsonCreator
    static ColumnMapping of(
            @JsonProperty("header") Header header,
            @JsonProperty("sum") List<Header> sum,
            @JsonProperty("product") List<Header> product,
            @JsonProperty("factor") BigDecimal factor,
            @JsonProperty("constant") String constant,
            @JsonProperty("codes") Map<String, String> codes,
            @JsonProperty("digits") Integer digits,
            @JsonProperty("required") boolean required,
            @JsonProperty("optional") boolean optional,
            @JsonProperty("default") String defaultValue,
            @JsonProperty("pattern") Pattern pattern,
            @JsonProperty("minimum") BigDecimal minimum,
            @JsonProperty("maximum") BigDecimal maximum,
            @JsonProperty("division") String division,
            @JsonProperty("items") List<Header> items,
            @JsonProperty("unit") Header unit,
            @JsonProperty("guess") String guess) {
        var sources = (header == null ? 0 : 1) + (sum == null ? 0 : 1) + (product == null ? 0 : 1);
        if (sources + (constant == null ? 0 : 1) != 1) {
            throw new IllegalArgumentException("a column needs exactly one of header, sum, product, constant");
        }
        if (digits != null && (header == null || digits < 1)) {
            throw new IllegalArgumentException("digits, 1 or more, go with a header");
        }
        if (sum != null && sum.isEmpty() || product != null && product.isEmpty()) {
            throw new IllegalArgumentException("a sum or product needs columns");
        }
        List<List<Header>> terms = List.of();
        if (header != null) {
            terms = List.of(List.of(header));
        } else if (sum != null) {
            terms = sum.stream().map(List::of).toList();
        } else if (product != null) {
            terms = List.of(List.copyOf(product));
        }
        return new ColumnMapping(
                terms,
                factor,
                constant,
                codes == null ? Map.of() : Map.copyOf(codes),
                digits,
                required,
                optional,
                defaultValue,
                pattern,
                minimum,
                maximum,
                division,
                items == null ? List.of() : List.copyOf(items),
                unit,
                guess);
    }

    /** The part of a cell that is the code. */
    public String beginning(String cell) {
        return digits == null || cell.length() < digits ? cell : cell.substring(0, digits);
    }

    /** What {@link #codes()} make of a cell, or null where they do not list it. */
    public String code(String cell) {
        return codes.get(beginning(cell));
    }

    /** Whether the value comes from one cell, be it multiplied by a factor. */
    public boolean isMadeOfOneCell() {
        return terms.size() == 1 && terms.get(0).size() == 1;
    }

    /** Whether the cells are taken as they are, without arithmetic. */
    public boolean isPlain() {
        return isMadeOfOneCell() && factor == null;
    }
}
