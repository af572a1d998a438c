package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Type;

/** Where the numbers of a census row stand, and which of them belong to a stage. */
final class NumericColumns {
    /**
     * A column of numbers.
     *
     * @param stage the stage that it belongs to, or null where all stages share it
     */
    record Numeric(int position, Stage stage) {}

    private final Map<String, Integer> positions;
    private final List<Numeric> numbers = new ArrayList<>();

    NumericColumns(TableShape census, Rulebook rulebook) {
        positions = new HashMap<>(census.positions());
        for (int i = CensusLayout.DATA_ORIGIN + 1; i < census.columns().size(); i++) {
            var column = census.columns().get(i);
            if (column.type() == Type.INTEGER || column.type() == Type.NUMBER) {
                var stage = rulebook.columns().get(column.name()).perStage() ? stage(column.name()) : null;
                numbers.add(new Numeric(i, stage));
            }
        }
    }

    private static Stage stage(String column) {
        return Stage.of(column.substring(column.lastIndexOf('_') + 1));
    }

    List<Numeric> numbers() {
        return numbers;
    }

    /** Position of a column, or −1 where the census lacks it. */
    int position(String column) {
        return positions.getOrDefault(column, -1);
    }

    int students(Stage stage) {
        return position("students_" + stage.id());
    }
}
