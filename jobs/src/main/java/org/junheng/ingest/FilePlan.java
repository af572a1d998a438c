package org.junheng.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How to read one file: its profile, its encoding, and which of its columns each canonical column is made from.
 *
 * @param name the file's name in the census folder
 * @param sealedPath where it is sealed, relative to the warehouse
 * @param sha256 hash of its bytes
 * @param profile id of the profile
 * @param year the census year that the file name tells, or null where a column does
 * @param header the header, trimmed
 * @param yearColumn position of the column of the year, or −1
 * @param terms canonical column → addends → positions of factors; an absent column has no entry
 */
public record FilePlan(
        String name,
        String sealedPath,
        String sha256,
        TextEncoding encoding,
        String profile,
        Integer year,
        List<String> header,
        int yearColumn,
        Map<String, int[][]> terms)
        implements Serializable {}
