/**
 * From rows of text to accepted rows and quarantine, by the rules of the profile, and the ledgers of both.
 *
 * <p>{@link org.junheng.ingest.SheetPlan}s come in; Parquet files of the census and of the quarantine, and counts of
 * files and rules, go out: rows read = accepted + quarantined, always. Measure and the commands call.
 */
package org.junheng.validate;
