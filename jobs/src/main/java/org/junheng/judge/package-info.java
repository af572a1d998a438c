/**
 * The law: rules of standards, worked out by DuckDB in memory over what was measured.
 *
 * <p>Parquet files of the measure step, facts and standards come in; items and verdicts of counties and regions, the ledger
 * of problems, the review year, samples and lists go out as Parquet. The same engine runs the examples that rules carry.
 * Nightly and the commands call.
 */
package org.junheng.judge;
