package flint.catalog;

import java.util.List;

/**
 * What one Flink minor says about one option. Two minors whose facts are equal share a range.
 *
 * @param element type of a list's elements, else null
 * @param enumValues the texts Flink compares a value with, in declared order, else null
 * @param defaultText canonical text, see {@link Values}; null when there is none or it depends on the machine
 * @param deprecated old keys in the order in which Flink tries them
 * @param fallback other keys that are tried after the deprecated ones, in Flink's order
 * @param values accepted texts of an option that Flink declares as a plain string, else null
 * @param open whether other texts (class names) are accepted beside {@code values}
 * @param readBy cluster or client; null means job
 */
record Fact(
        String type,
        String element,
        List<String> enumValues,
        String defaultText,
        List<String> deprecated,
        List<String> fallback,
        boolean annotatedDeprecated,
        List<String> values,
        boolean open,
        String readBy) {

    Fact withValues(List<String> newValues, boolean newOpen) {
        return new Fact(type, element, enumValues, defaultText, deprecated, fallback, annotatedDeprecated, newValues, newOpen, readBy);
    }

    Fact withReadBy(String newReadBy) {
        return new Fact(type, element, enumValues, defaultText, deprecated, fallback, annotatedDeprecated, values, open, newReadBy);
    }
}
