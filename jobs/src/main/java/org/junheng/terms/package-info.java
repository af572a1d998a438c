/**
 * The words that every other package uses: stages, levels, statuses, texts in two languages, and failures.
 *
 * <p>Nothing comes in; immutable values go out; every package may call. It imports nothing of the project.
 */
package org.junheng.terms;
