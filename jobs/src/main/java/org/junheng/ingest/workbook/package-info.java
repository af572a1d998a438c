/**
 * Workbooks of spreadsheet programs (Office Open XML, ECMA-376: .xlsx, .xlsm) as rows of text, read as a stream and
 * within the {@link org.junheng.rulebook.ReadingLimits limits} of {@code census/limits.yaml}.
 *
 * <p>A file comes in; {@link org.junheng.ingest.workbook.SheetRow}s go out, or a {@link
 * org.junheng.terms.FaultException} of kind INPUT, whatever the bytes are. Nothing of a file is run, no file or address
 * that it names is opened, and what it says of its own sizes is not believed. Ingest calls.
 */
package org.junheng.ingest.workbook;
