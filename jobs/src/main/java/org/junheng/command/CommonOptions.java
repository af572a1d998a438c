package org.junheng.command;

import com.beust.jcommander.Parameter;
import java.nio.file.Path;

/**
 * The options of every command; a command holds them with {@code @ParametersDelegate}. {@code --lang}, {@code --stack} and
 * {@code --help} are also common, but {@link Arguments} takes them, since they count even where the rest is wrong.
 */
final class CommonOptions {
    @Parameter(names = "--warehouse", descriptionKey = "common.warehouse", placeholder = "DIR")
    private Path warehouse = Path.of("warehouse");

    Path warehouse() {
        return warehouse;
    }
}
