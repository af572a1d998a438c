/**
 * What leaves the warehouse as files: {@code tables} for programs and spreadsheets, {@code dossier} (a workbook about a county
 * or a city) for people, {@code mend} (quarantined rows to be corrected and sent again) for those who report, each, but the
 * last, also without what must not leave the department ({@code disclosure}).
 *
 * <p>The published summary, for the quarantine the sealed inputs, and for dossiers their layout come in. The commands call.
 */
package org.junheng.export;
