// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.UnsafeSchemaException;
import dev.pulser.mcp.rpc.RpcMessages;
import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Input schema of a tool, classified by its use for validation. */
sealed interface ArgumentSchema {

    /** Schema that arguments are validated against. */
    record Enforced(PayloadSchema schema) implements ArgumentSchema {

        /** Returns all violations as {@code /arguments/… rule}. */
        List<String> errors(Json arguments) {
            return schema.errors(arguments.text()).stream()
                    .map(error -> "/arguments" + error.field().substring("/payload".length()) + ' ' + error.detail())
                    .toList();
        }
    }

    /** Valid schema that is not evaluated because it is unsafe or expensive. The server validates the arguments. */
    record NotEnforced(String reason) implements ArgumentSchema {}

    /** Invalid schema. The tool cannot be called. */
    record Invalid(String reason) implements ArgumentSchema {}

    String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /**
     * Parses an input schema. Schemas of older drafts are read as draft 2020-12; differences only make the validation less strict.
     * Tuples of older drafts are not valid there and are not enforced.
     */
    static ArgumentSchema of(Json inputSchema) {
        var keywords = new LinkedHashMap<>(inputSchema.members());
        var dialect = keywords.remove("$schema");
        try {
            return new Enforced(PayloadSchema.parse(RpcMessages.object(keywords).text()));
        } catch (UnsafeSchemaException e) {
            var reason = String.valueOf(e.getMessage());
            return e.isInvalid() && isCurrent(dialect) ? new Invalid(reason) : new NotEnforced(reason);
        }
    }

    private static boolean isCurrent(@Nullable Json dialect) {
        return dialect == null || dialect.asString().filter(DIALECT::equals).isPresent();
    }
}
