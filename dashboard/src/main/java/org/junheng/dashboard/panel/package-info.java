/** From a request to rows: what was asked is checked against the snapshot, and the panels of the page are answered from it. */
package org.junheng.dashboard.panel;
