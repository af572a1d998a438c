/**
 * The chain of one run: which steps must work and which are taken over, in what order, under the lock, with a record of
 * what happened.
 *
 * <p>Options come in; a committed snapshot, a run record and an exit code go out. The commands call.
 */
package org.junheng.nightly;
