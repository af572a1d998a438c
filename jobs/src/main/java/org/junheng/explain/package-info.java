/**
 * Why a county, a region or a school passes or fails, and what would mend it, over the published summary.
 *
 * <p>A code comes in; an {@link org.junheng.explain.Explanation} goes out: a text, and the same as one object. For each
 * kind of thing a reader finds a report with SQL over the published tables alone, so that every figure can be redone from
 * them; a text is written from the report, and the object is the report itself. The commands call.
 */
package org.junheng.explain;
