package org.junheng.summary.command;

import com.beust.jcommander.Parameter;
import java.nio.file.Path;

/**
 * The options of every command; a command holds them with {@code @ParametersDelegate}. {@code --lang}, {@code --stack} and
 * {@code --help} are also common, but {@link Arguments} takes them, since they count even where the rest is wrong.
 */
public final class CommonOptions {
    /** Where everything is kept without the option. */
    public static final Path WAREHOUSE = Path.of("warehouse");

    @Parameter(names = "--warehouse", descriptionKey = "common.warehouse", placeholder = "DIR")
    private Path warehouse = WAREHOUSE;

    public Path warehouse() {
        return warehouse;
    }
}
