package org.junheng.sample;

/**
 * What is wrong with a planted row.
 *
 * @param rule the validation rule that must quarantine it
 * @param schoolCode school code as it stands in the row
 * @param column header of the faulty column; null where the whole row is faulty
 * @param found the faulty text
 */
record Fault(String rule, String schoolCode, String column, String found) {}
