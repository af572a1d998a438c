package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Panels under one heading. */
public record SectionDefinition(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Bilingual title,
        @JsonProperty(required = true) List<PanelDefinition> panels) {
    public SectionDefinition {
        panels = List.copyOf(panels);
    }
}
