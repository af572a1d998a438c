/**
 * Who reaches the dates of the roadmaps: projections against limits, states by convention C13, quotas. What decides is plain
 * Java over rows; {@link org.junheng.trend.roadmap.Roadmaps} alone knows the database.
 */
package org.junheng.trend.roadmap;
