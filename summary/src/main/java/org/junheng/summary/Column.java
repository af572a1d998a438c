package org.junheng.summary;

/** A column of an answer: its name as the query gives it, and whether it holds numbers. */
public record Column(String name, boolean numeric) {}
