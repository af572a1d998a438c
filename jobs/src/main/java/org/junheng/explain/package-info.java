/**
 * Why a county or a school passes or fails, and what would mend it, as lines and tables over the published summary.
 *
 * <p>A code comes in; an {@link org.junheng.explain.Explanation} goes out, whose tables are SQL over the published tables,
 * so that every figure can be recomputed from the rows shown. The commands call.
 */
package org.junheng.explain;
