/**
 * The kernel: indicators, verdicts and equity measures, and the thin routing of rows to it.
 *
 * <p>Census rows come in, sorted by school code; rows of the metrics tables go out. The mathematics
 * ({@link org.junheng.measure.InequalityMeasures}, {@link org.junheng.measure.SchoolStage},
 * {@link org.junheng.measure.CountyJudgement}) knows neither Spark nor DuckDB. The commands call.
 */
package org.junheng.measure;
