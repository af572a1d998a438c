package org.junheng.dashboard.view;

/**
 * What stands under a map that the user supplied.
 *
 * @param codeProperty the property of its areas with the code of the place
 * @param source who made it
 * @param reviewNumber the number under which the authority for maps passed it (审图号)
 */
public record MapNotice(String codeProperty, String source, String reviewNumber) {
    /** The name of its file among the assets. */
    public static final String FILE = "map.geojson";
}
