/**
 * What the command line and the web pages share: opening a published summary read-only and locked, running one reader's
 * SELECT over it, messages in Chinese and English, and exit codes.
 *
 * <p>In comes a warehouse folder that {@code publish} has written; out go rows. It knows nothing of Spark and of the
 * pipeline, so that it loads in a moment; every other module may call it.
 */
package org.junheng.summary;
