package org.junheng.command;

/** The forms of a comparison: words to read, one JSON object, or CSV with a row for each part of a difference. */
enum ComparisonFormat {
    TEXT,
    JSON,
    CSV
}
