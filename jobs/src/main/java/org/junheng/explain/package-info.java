/**
 * Why a county, a region or a school passes or fails, and what would mend it, and what explains the difference of two years
 * or of two places, over the published summary.
 *
 * <p>A code comes in; an {@link org.junheng.explain.Explanation} goes out: a text, and the same as one object. For each
 * kind of thing a reader finds a report with SQL over the published tables alone, so that every figure can be redone from
 * them; a text is written from the report, and the object is the report itself. {@link org.junheng.explain.Comparer} does so
 * for a difference, whose parts {@link org.junheng.measure.MeanShift}, {@link org.junheng.measure.VariationShift} and {@link
 * org.junheng.measure.PlaceDifference} work out. The commands call.
 */
package org.junheng.explain;
