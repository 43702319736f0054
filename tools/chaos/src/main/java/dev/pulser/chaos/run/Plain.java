// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as maps of texts and numbers, so that they can be written whatever is in them. */
final class Plain {

    private Plain() {}

    static Object of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Record record -> fields(record);
            case Collection<?> many -> many.stream().map(Plain::of).toList();
            case Number number -> number;
            case Boolean bool -> bool;
            default -> value.toString();
        };
    }

    private static Map<String, Object> fields(Record record) {
        var fields = new LinkedHashMap<String, Object>();
        Arrays.stream(record.getClass().getRecordComponents())
                .forEach(component -> fields.put(component.getName(), of(read(component, record))));
        return fields;
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public record cannot be read", e);
        }
    }
}
