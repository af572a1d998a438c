/**
 * Reads the folder {@code schemas/}: census profiles, code lists, divisions, standards and table contracts.
 *
 * <p>Files of facts come in; checked, immutable records go out. A faulty file is reported with file, line and key
 * before any work starts. Every later package may call.
 */
package org.junheng.rulebook;
