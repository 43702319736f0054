// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.InputFile;
import java.io.InputStream;
import java.util.Optional;

/** JSON of a task to submit. */
final class TaskDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream input;

    /** Creates a reader; {@code input} is standard input. */
    TaskDocument(InputStream input) {
        this.input = input;
    }

    /** Reads a whole task from a file, or from standard input for {@code -}. */
    ObjectNode read(String file) {
        return object("File " + file, InputFile.read(file, input));
    }

    /** Returns a task with a payload, which is JSON text, {@code @file} or {@code -}. */
    ObjectNode of(String type, String payload) {
        var text = payload.startsWith("@")
                ? InputFile.read(payload.substring(1), input)
                : payload.equals("-") ? InputFile.read("-", input) : payload;
        return JSON.createObjectNode().put("task_type", type).set("payload", object("The payload", text));
    }

    /** Sets a field when its option is present. */
    static void override(ObjectNode task, String field, Optional<String> value) {
        value.ifPresent(text -> task.put(field, text));
    }

    private static ObjectNode object(String what, String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new UsageException("%s must be a JSON object, such as {\"tool\":\"echo\"}.".formatted(what));
        } catch (JsonProcessingException e) {
            var error =
                    e.getOriginalMessage().replaceAll("\\(start marker.*", "").strip();
            var at = e.getLocation();
            throw new UsageException("%s is not valid JSON: %s (line %d, column %d)."
                    .formatted(what, error, at.getLineNr(), at.getColumnNr()));
        }
    }
}
