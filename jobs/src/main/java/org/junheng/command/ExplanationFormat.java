package org.junheng.command;

/** The forms of an explanation: words to read, or one JSON object. */
enum ExplanationFormat {
    TEXT,
    JSON
}
