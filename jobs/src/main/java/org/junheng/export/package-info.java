/**
 * What leaves the warehouse as files for people: the quarantined rows, to be corrected and sent again, and the dossier of a
 * county, for its inspectors.
 *
 * <p>The published summary, for the quarantine the sealed inputs, and for the dossier its layout come in; workbooks go out.
 * The commands call.
 */
package org.junheng.export;
