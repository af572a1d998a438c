/**
 * An answer as text: an aligned table to read, CSV and JSON to process. In comes an {@link org.junheng.summary.Answer}, out go
 * characters; who calls chooses where to.
 */
package org.junheng.summary.format;
