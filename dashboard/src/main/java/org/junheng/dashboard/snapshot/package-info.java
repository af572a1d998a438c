/** The published summary that requests are answered from: what it holds, and how a new one takes the place of the old one. */
package org.junheng.dashboard.snapshot;
