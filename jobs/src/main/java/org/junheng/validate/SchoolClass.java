package org.junheng.validate;

import org.junheng.terms.Stage;

/**
 * A row of a list of classes.
 *
 * @param stage the stage that the row says, or null where the grade tells it
 * @param grade 1 to 9
 * @param name the class within its grade
 * @param students its students
 */
record SchoolClass(Stage stage, int grade, String name, int students) {
    /** What tells it from other classes of its school. */
    String key() {
        return (stage == null ? "" : stage.id()) + "/" + grade + "/" + name;
    }
}
