/**
 * Makes the sample census: invented schools of real counties over ten years, with faults planted on purpose and the
 * verdicts that they must lead to.
 *
 * <p>In: {@link org.junheng.sample.SampleOptions} and the facts in {@code schemas/sample}, the header row of the flat
 * profile and the thresholds of the national standard. Out: one CSV file a year, {@code truth.json}, a notice that
 * nothing is real and, for samples larger than the list of real counties, invented divisions. If asked for, county sheets
 * and lists of rooms too, with the verdict over all items of the standard.
 *
 * <p>Who may call: the command line and the tests. The package imports no other package of the pipeline, so that its
 * truth is worked out apart from the code that it is to check.
 */
package org.junheng.sample;
