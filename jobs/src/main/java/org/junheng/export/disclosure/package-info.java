/**
 * What must not leave the department is taken out: small counts of groups of students, whatever would give them away by
 * subtraction, and what names a person.
 */
package org.junheng.export.disclosure;
