/**
 * The tables and views of a summary as files of one format, with a description for programs ({@code datapackage.json}), for people
 * ({@code README.md}) and for citations ({@code CITATION.cff}) beside them. In comes a published file; names, columns, comments and
 * dictionary are taken from it, so that summaries of other versions can be exported. What the command line calls is
 * {@link org.junheng.export.tables.TableExport}, and {@link org.junheng.export.tables.AnswerFile} for the answer of one query.
 */
package org.junheng.export.tables;
