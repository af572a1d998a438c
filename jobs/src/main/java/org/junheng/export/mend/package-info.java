/** The quarantined rows as workbooks, a workbook a county, to be corrected and sent again. */
package org.junheng.export.mend;
