/**
 * From a snapshot's Parquet files to its DuckDB summary: tables by the contract in {@code schemas/summary/}, comments in
 * Chinese and English, and the data dictionary.
 *
 * <p>Stored files, ledgers and facts come in; one database file goes out, never changed again. Nightly calls.
 */
package org.junheng.publish;
