/**
 * What was measured, followed through the years: ranks, trends, cohorts, forecasts and roadmaps. The statistics are plain
 * Java over arrays; DuckDB in memory brings rows together.
 */
package org.junheng.trend;
