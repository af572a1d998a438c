/**
 * Forecasts of yearly series (C20): methods, rolling back-tests that choose one for each series, and bands from pooled errors.
 * Plain Java over arrays.
 */
package org.junheng.trend.forecast;
