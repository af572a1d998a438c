package org.junheng.rulebook;

import java.io.Serializable;
import java.util.Map;

/**
 * What explains the published tables to those who have only them.
 *
 * @param units of their columns
 * @param views by name, in the file's order
 * @param macros by name, in the file's order: each stands behind those that it calls
 */
public record SummaryFacts(Units units, Map<String, SummaryView> views, Map<String, SummaryMacro> macros)
        implements Serializable {}
