/**
 * The pages as files for any web server. In comes an open snapshot, out goes a folder in which every link is relative and leads
 * to a file that is there.
 */
package org.junheng.dashboard.site;
