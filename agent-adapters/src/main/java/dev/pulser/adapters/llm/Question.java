// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import java.util.stream.Stream;

/** A task's payload as words to a model. */
final class Question {

    private Question() {}

    /**
     * {@code payload.text} or {@code payload.prompt} as it is; where the payload says more than that, it follows as a whole.
     * A payload with neither is shown as it was written.
     */
    static String of(String payload) throws MalformedJson {
        var members = Json.parse(payload).members();
        var plain = Stream.of("text", "prompt")
                .flatMap(name -> members.getOrDefault(name, Json.NULL).asString().stream())
                .filter(text -> !text.isBlank())
                .findFirst();
        if (plain.isEmpty()) {
            return payload;
        }
        return members.size() == 1 ? plain.get() : plain.get() + "\n\nThe whole task, as JSON:\n" + payload;
    }
}
