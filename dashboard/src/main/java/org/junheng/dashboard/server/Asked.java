package org.junheng.dashboard.server;

import java.util.List;
import java.util.Map;
import org.junheng.summary.Language;

/**
 * What a request asks for, before it is held against a snapshot.
 *
 * @param path the parts after the language, or after the beginning of the API
 * @param query the values of each parameter of the page
 * @param panel the only panel asked for; empty for all
 * @param allRows whether the rows of all pages of a long panel are meant
 */
record Asked(
        Form form,
        Language language,
        List<String> path,
        Map<String, List<String>> query,
        String panel,
        boolean allRows) {
    enum Form {
        HTML,
        JSON,
        CSV
    }

    /** A page as it is shown. */
    static Asked page(Language language, List<String> path, Map<String, List<String>> query) {
        return new Asked(Form.HTML, language, path, query, "", false);
    }
}
