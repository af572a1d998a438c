package org.junheng.summary.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;
import org.junit.jupiter.api.Test;

/** What is said of failures that are no fault of the program. */
class FailureReportTest {
    private static String said(Throwable failure, Language language) {
        var err = new ByteArrayOutputStream();
        var console = new Console("org.junheng.summary.messages", new ByteArrayOutputStream(), err, language, false);
        assertThat(new FailureReport(console, false).tell(failure)).isEqualTo(ExitCode.FAILED);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_program_has_the_same_words_in_both_languages() {
        assertThat(Messages.differences("org.junheng.summary.command.messages")).isEmpty();
    }

    @Test
    void a_full_disk_is_told_with_what_to_do_however_it_was_met() {
        for (var failure : new Exception[] {
            new IOException("No space left on device"),
            new UncheckedIOException(new IOException("There is not enough space on the disk")),
            new FileSystemException("/in/a", "/out/b", "No space left on device")
        }) {
            assertThat(said(failure, Language.EN))
                    .startsWith("junheng: The disk is full.")
                    .contains("Make room", "--out")
                    .doesNotContain("--stack", "/in/a");
        }
        assertThat(said(new IOException("No space left on device"), Language.ZH))
                .contains("磁盘已满");
    }

    @Test
    void a_folder_without_permission_is_named_with_what_to_do() {
        assertThat(said(new AccessDeniedException("/out/of/others"), Language.EN))
                .startsWith("junheng: No permission for /out/of/others.")
                .doesNotContain("AccessDenied", "--stack");
    }

    @Test
    void any_other_failure_names_its_kind_and_how_to_learn_more() {
        assertThat(said(new IOException("strange"), Language.EN)).contains("IOException: strange", "--stack");
    }
}
