/**
 * What pages there are and what stands on them: in come the YAML files beside these classes, out go definitions. SQL, titles
 * and charts stand in the files; nothing here knows a particular page.
 */
package org.junheng.dashboard.page;
