// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.json.Json;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.SchemaRefused;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tool's schema is good for. */
sealed interface ArgumentRules {

    /** Arguments are held against it. */
    record Checked(PayloadSchema schema) implements ArgumentRules {

        /** Every rule that they break, as {@code /arguments/… rule}. */
        List<String> faults(Json arguments) {
            return schema.faults(arguments.text()).stream()
                    .map(fault -> "/arguments" + fault.field().substring("/payload".length()) + ' ' + fault.detail())
                    .toList();
        }
    }

    /** It says something, but nothing that is worth the danger or the cost: the server has to look for itself. */
    record Unchecked(String why) implements ArgumentRules {}

    /** It is no schema, so that nobody knows what the tool takes. */
    record Invalid(String why) implements ArgumentRules {}

    String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /**
     * Schemas of older drafts are read as the current one where they can be: what they mean differently makes a check milder,
     * but for a tuple, which is no schema any more.
     */
    static ArgumentRules of(Json inputSchema) {
        var words = new LinkedHashMap<>(inputSchema.members());
        var dialect = words.remove("$schema");
        try {
            return new Checked(PayloadSchema.parse(Messages.object(words).text()));
        } catch (SchemaRefused e) {
            var why = String.valueOf(e.getMessage());
            return e.isInvalid() && isCurrent(dialect) ? new Invalid(why) : new Unchecked(why);
        }
    }

    private static boolean isCurrent(@Nullable Json dialect) {
        return dialect == null || dialect.asString().filter(DIALECT::equals).isPresent();
    }
}
