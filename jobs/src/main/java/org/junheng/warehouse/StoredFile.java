package org.junheng.warehouse;

import java.io.Serializable;

/**
 * A file of the warehouse that a step wrote; its path holds the start of its hash, so equal bytes have equal paths.
 *
 * @param path path in the warehouse, e.g. {@code metrics/equity/year=2017/province=00/ab12….parquet}
 * @param table the table whose rows it holds; empty for files that hold none
 * @param rows rows in it
 * @param sha256 hash of its bytes
 */
public record StoredFile(String path, String table, long rows, String sha256) implements Serializable {}
