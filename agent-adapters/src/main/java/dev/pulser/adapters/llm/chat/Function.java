// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import dev.pulser.adapters.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * A tool as it is offered to a model.
 *
 * @param name       1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param parameters JSON Schema, an object
 */
public record Function(String name, String description, Json parameters) {

    /** Bytes of all that it says, in UTF-8. */
    public int bytes() {
        return (name + description + parameters.text()).getBytes(StandardCharsets.UTF_8).length;
    }
}
