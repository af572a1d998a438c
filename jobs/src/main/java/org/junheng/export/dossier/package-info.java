/** Workbooks about one place, laid out by {@code schemas/dossier}: sheets for inspectors to look at, print and sign. */
package org.junheng.export.dossier;
