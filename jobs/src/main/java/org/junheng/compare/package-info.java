/**
 * What changed from one snapshot to another: inputs, rules and verdicts, or every row of one table.
 *
 * <p>Two published summaries come in, attached beside each other; an {@link org.junheng.compare.Comparison} goes out, whose
 * listings are SQL over what was found to differ. Tables, columns and keys are those that the two files themselves tell,
 * so that snapshots of different versions can be compared. The commands call.
 */
package org.junheng.compare;
