// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.stream.Stream;

/** User message of a task, built from its payload. */
final class TaskPrompt {

    private TaskPrompt() {}

    /**
     * Returns {@code payload.text} or {@code payload.prompt}, followed by the whole payload if it has other members.
     * Without either, returns the payload as JSON.
     */
    static String of(String payload) throws MalformedJsonException {
        var members = Json.parse(payload).members();
        var text = Stream.of("text", "prompt")
                .flatMap(name -> members.getOrDefault(name, Json.NULL).asString().stream())
                .filter(value -> !value.isBlank())
                .findFirst();
        if (text.isEmpty()) {
            return payload;
        }
        return members.size() == 1 ? text.get() : text.get() + "\n\nThe whole task, as JSON:\n" + payload;
    }
}
