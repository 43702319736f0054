// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.csv;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Types of values, narrowest first. */
enum ValueType {
    INTEGER("[+-]?\\d{1,30}"),
    DECIMAL("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?"),
    BOOLEAN("(?i)true|false|yes|no"),
    DATE("\\d{4}-\\d{2}-\\d{2}"),
    TIMESTAMP("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?"),
    TEXT("(?s).*");

    private final Pattern form;

    ValueType(String form) {
        this.form = Pattern.compile(form);
    }

    boolean accepts(String value) {
        return form.matcher(value).matches();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ValueType narrowest(Set<ValueType> types) {
        return types.stream().sorted().findFirst().orElse(TEXT);
    }
}
