package org.junheng.sample;

import java.util.List;
import java.util.Map;

/** The written cells of a county's sheet and of its list of rooms in one year, by canonical column, blank ones absent. */
record SheetEvidence(Map<String, String> sheet, List<Map<String, String>> rooms) {}
