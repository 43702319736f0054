// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.InputText;
import dev.pulser.launcher.cli.UsageFailure;
import java.io.InputStream;
import java.util.Optional;

/** The JSON of a task to submit, from what the command line says. */
final class TaskDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream input;

    /** {@code input} is what {@code -} reads. */
    TaskDocument(InputStream input) {
        this.input = input;
    }

    /** A whole task, read from a file or from {@code -}. */
    ObjectNode read(String file) {
        return object("--file " + file, InputText.read(file, input));
    }

    /** A task of {@code type} with a payload: JSON text, {@code @file} or {@code -}. */
    ObjectNode of(String type, String payload) {
        var text = payload.startsWith("@")
                ? InputText.read(payload.substring(1), input)
                : payload.equals("-") ? InputText.read("-", input) : payload;
        return JSON.createObjectNode().put("task_type", type).set("payload", object("the payload", text));
    }

    /** Sets or replaces what an option names. */
    static void override(ObjectNode task, String field, Optional<String> value) {
        value.ifPresent(text -> task.put(field, text));
    }

    private static ObjectNode object(String what, String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new UsageFailure("%s must be a JSON object, such as {\"tool\":\"echo\"}".formatted(what));
        } catch (JsonProcessingException e) {
            var why = e.getOriginalMessage().replaceAll("\\(start marker.*", "").strip();
            var at = e.getLocation();
            throw new UsageFailure(
                    "%s is no JSON: %s (line %d, column %d)".formatted(what, why, at.getLineNr(), at.getColumnNr()));
        }
    }
}
