/**
 * The Parquet warehouse: tables, sealed raw files, the snapshot manifest and its commit, the lock, the run record.
 *
 * <p>Rows and files come in; content-addressed files and one published snapshot go out. Files are only ever added, and
 * a snapshot becomes current by one atomic rename. Ingest, validate, measure, publish and the commands call.
 */
package org.junheng.warehouse;
