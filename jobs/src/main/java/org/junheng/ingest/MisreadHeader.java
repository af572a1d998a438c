package org.junheng.ingest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.ingest.HeaderMatch.HeaderFault;
import org.junheng.ingest.HeaderMatch.Problem;

/**
 * Signs in a header that fits no profile that the file itself was read wrongly, so that its columns need not be looked
 * for: another separator than the comma, or another encoding.
 */
final class MisreadHeader {
    private static final List<Character> OTHER_SEPARATORS = List.of(';', '\t', '|');
    /** A file with fewer columns holds no census. */
    private static final int FEWEST_SEPARATORS = 2;

    private MisreadHeader() {}

    /**
     * What is wrong with the file as a whole.
     *
     * @param names the names of the columns as they were read
     */
    static List<HeaderFault> faults(List<String> names) {
        return Stream.concat(separator(names).stream(), undecodable(names).stream())
                .toList();
    }

    /** Where another separator stands at least as often as there are columns, the cells are parted by it. */
    private static Optional<HeaderFault> separator(List<String> names) {
        for (var separator : OTHER_SEPARATORS) {
            long found = names.stream()
                    .flatMapToInt(String::chars)
                    .filter(character -> character == separator)
                    .count();
            if (found >= FEWEST_SEPARATORS && found >= names.size()) {
                return Optional.of(
                        new HeaderFault(Problem.SEPARATOR, separator == '\t' ? "TAB" : separator.toString()));
            }
        }
        return Optional.empty();
    }

    private static Optional<HeaderFault> undecodable(List<String> names) {
        return names.stream()
                .filter(name -> name.indexOf(TextEncoding.REPLACEMENT) >= 0)
                .findFirst()
                .map(name -> new HeaderFault(Problem.ENCODING, name));
    }
}
