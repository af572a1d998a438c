/**
 * What leaves the warehouse as files for people: for now the quarantined rows, to be corrected and sent again.
 *
 * <p>The published summary and the sealed inputs come in; workbooks go out. The commands call.
 */
package org.junheng.export;
