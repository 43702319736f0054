// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import dev.pulser.service.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * Tool as offered to a model.
 *
 * @param name 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param parameters JSON Schema of type object
 */
public record FunctionDefinition(String name, String description, Json parameters) {

    /** Returns the size in UTF-8 bytes. */
    public int bytes() {
        return (name + description + parameters.text()).getBytes(StandardCharsets.UTF_8).length;
    }
}
