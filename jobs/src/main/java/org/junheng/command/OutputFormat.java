package org.junheng.command;

/** The forms of an answer: a table to read, CSV and JSON to process. */
enum OutputFormat {
    TABLE,
    CSV,
    JSON
}
