/**
 * The words that every other package uses: stages, levels, statuses, texts in two languages, and failures.
 *
 * <p>Nothing comes in; immutable values go out; every package may call. Of the project it imports only how
 * a failure is told.
 */
package org.junheng.terms;
