package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import org.junheng.publish.Dictionary;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/** Writes the dictionary of the published database, in both languages, from the facts. */
final class DictionaryCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(names = "--out", descriptionKey = "dictionary.out", placeholder = "DIR", required = true)
    private Path out;

    @Override
    public ExitCode run(Console console) throws Exception {
        for (var file : Dictionary.write(facts.read(), out)) {
            console.answerLine(file.toString());
        }
        return ExitCode.DONE;
    }
}
