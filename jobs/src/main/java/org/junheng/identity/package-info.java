/**
 * Which schools of two years may be one school, or have gone into each other: proposals with their evidence, for a person to
 * confirm as facts.
 *
 * <p>The published tables and the facts come in; proposals go out, also as a file of school changes in which every line says
 * that it is not confirmed. Nothing here changes a figure. The commands call.
 */
package org.junheng.identity;
