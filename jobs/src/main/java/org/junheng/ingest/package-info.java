/**
 * From a folder of raw files to rows of text: which files there are, their encoding, their records, and which profile
 * fits their headers.
 *
 * <p>Files come in; {@link org.junheng.ingest.SheetPlan}s and {@link org.junheng.ingest.RawRow}s go out. Cells are text
 * here and are not judged. Validate and the commands call.
 */
package org.junheng.ingest;
