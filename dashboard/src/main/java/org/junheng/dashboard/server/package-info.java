/** Routes, limits, headers and failures of the running dashboard. */
package org.junheng.dashboard.server;
