package org.junheng.summary.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;

/** Where a command speaks: the answer to standard output, everything else to standard error; always UTF-8. */
public final class Console {
    private static final int BUFFER_BYTES = 1 << 16;

    private final AnswerStream answerStream;
    private final Writer answer;
    private final PrintStream err;
    private final Messages messages;
    private final boolean terminal;

    /** @param bundle the messages of the program that speaks */
    public Console(String bundle, OutputStream out, OutputStream err, Language language, boolean terminal) {
        this.answerStream = new AnswerStream(out);
        this.answer = new BufferedWriter(new OutputStreamWriter(answerStream, StandardCharsets.UTF_8), BUFFER_BYTES);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.messages = Program.messages(bundle, language);
        this.terminal = terminal;
    }

    /** Standard output, buffered; fails with {@link ReaderGoneException} once its reader has left, as {@code head} does. */
    public Writer answer() {
        return answer;
    }

    /** A line of the answer. */
    public void answerLine(String line) throws IOException {
        answer.write(line);
        answer.write('\n');
    }

    /** Standard error. */
    public PrintStream err() {
        return err;
    }

    /** A message of the bundle, as a line on standard error. */
    public void say(String key, Object... arguments) {
        err.println(messages.text(key, arguments));
    }

    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    public Messages messages() {
        return messages;
    }

    public Language language() {
        return messages.language();
    }

    /** Whether standard error is a terminal, where progress may be redrawn; in a log it is plain lines. */
    public boolean terminal() {
        return terminal;
    }

    /** Standard output, telling a reader who left from a disk that is full. */
    private static final class AnswerStream extends OutputStream {
        private final OutputStream out;

        AnswerStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw readerGone(e) ? new ReaderGoneException(e) : e;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        /** Java tells the two apart only by the system's text, which follows the locale. */
        private static boolean readerGone(IOException failure) {
            var message = String.valueOf(failure.getMessage());
            return message.contains("Broken pipe") || message.contains("管道") || message.contains("管線");
        }
    }

    /** Nobody reads the answer any more: no failure of the command, which ends quietly. */
    static final class ReaderGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        ReaderGoneException(IOException cause) {
            super(cause);
        }
    }
}
