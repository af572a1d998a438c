/** The tables of a summary as files of one format, with a dictionary, the origin of the data and how to cite it beside them. */
package org.junheng.export.tables;
