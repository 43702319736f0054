// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.run;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversion of records to maps of text and numbers. */
final class RecordFields {

    private RecordFields() {}

    static Object of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Record record -> fields(record);
            case Collection<?> many -> many.stream().map(RecordFields::of).toList();
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
            throw new IllegalStateException("components of a public record must be readable", e);
        }
    }
}
