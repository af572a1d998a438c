/**
 * An answer as text: an aligned table to read, CSV and JSON to process. In comes an {@link org.junheng.summary.Answer}, out go
 * characters; who calls chooses where to. And workbooks, whoever wrote them, made to repeat byte by byte.
 */
package org.junheng.summary.format;
