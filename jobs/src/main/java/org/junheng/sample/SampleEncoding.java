package org.junheng.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a census file is encoded. */
enum SampleEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    UTF_8_WITH_MARK("UTF-8-BOM", StandardCharsets.UTF_8),
    GB18030("GB18030", Charset.forName("GB18030"));

    private final String title;
    private final Charset charset;

    SampleEncoding(String title, Charset charset) {
        this.title = title;
        this.charset = charset;
    }

    String title() {
        return title;
    }

    Charset charset() {
        return charset;
    }

    /** Text before the header: the byte order mark, if any. */
    String mark() {
        return this == UTF_8_WITH_MARK ? "\uFEFF" : "";
    }
}
