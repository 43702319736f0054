// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.body;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that says how a command is meant, strictly: no unknown field, no wrong type, no key twice, and all faults
 * of the fields at once. One instance reads one body; not thread-safe.
 */
public final class JsonBody {

    private static final StrictJson JSON = new StrictJson(StreamReadConstraints.builder()
            .maxNestingDepth(4)
            .maxTokenCount(10_000)
            .maxNumberLength(20)
            .maxNameLength(64)
            .maxStringLength(4_096)
            .build());

    private final ObjectNode fields;
    private final List<Fault> faults = new ArrayList<>();

    private JsonBody(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * @param body no bytes are the same as {@code {}}
     * @param known the names of all fields
     * @throws ProblemException where it is no JSON object
     */
    public static JsonBody of(byte @Nullable [] body, List<String> known) {
        return of(body == null || body.length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.object(body), known);
    }

    /** Of fields that were read already. */
    public static JsonBody of(ObjectNode fields, List<String> known) {
        var read = new JsonBody(fields);
        read.fields.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                read.fault(
                        FaultCode.FIELD_UNKNOWN,
                        "",
                        "there is no field %s here; there %s"
                                .formatted(
                                        TaskRules.shown(name),
                                        known.isEmpty() ? "is none at all" : "are " + String.join(", ", known)));
            }
        });
        return read;
    }

    /** Whether the field is there with a value. */
    public boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** A text as {@code reading} makes it, which answers null for what is not of the {@code form}; null where none is given. */
    public <T> @Nullable T text(String name, String form, Function<String, @Nullable T> reading) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            fault(FaultCode.FIELD_TYPE, "/" + name, "%s must be a string: %s".formatted(name, form));
            return null;
        }
        return readText("/" + name, name, node.textValue(), form, reading);
    }

    /** An array of texts; null where none is given. */
    public <T> @Nullable List<T> texts(String name, int max, String form, Function<String, @Nullable T> reading) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray() || node.isEmpty() || node.size() > max) {
            fault(
                    FaultCode.FIELD_RANGE,
                    "/" + name,
                    "%s must be an array of 1 to %d strings: %s".formatted(name, max, form));
            return null;
        }
        var read = new ArrayList<T>();
        for (int i = 0; i < node.size(); i++) {
            var value = element(name, i, node.get(i), form, reading);
            if (value != null) {
                read.add(value);
            }
        }
        return List.copyOf(read);
    }

    private <T> @Nullable T element(
            String name, int index, JsonNode node, String form, Function<String, @Nullable T> reading) {
        var field = "/%s/%d".formatted(name, index);
        if (!node.isTextual()) {
            fault(FaultCode.FIELD_TYPE, field, "each of %s must be a string: %s".formatted(name, form));
            return null;
        }
        return readText(field, "one of " + name, node.textValue(), form, reading);
    }

    private <T> @Nullable T readText(
            String field, String name, String value, String form, Function<String, @Nullable T> reading) {
        var read = reading.apply(value);
        if (read == null) {
            fault(
                    FaultCode.FIELD_INVALID,
                    field,
                    "%s is %s, it must be %s".formatted(name, TaskRules.shown(value), form));
        }
        return read;
    }

    /** False where it is not given. */
    public boolean flag(String name) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            fault(FaultCode.FIELD_TYPE, "/" + name, "%s must be true or false".formatted(name));
        }
        return node.asBoolean();
    }

    /** {@code max} where it is not given. */
    public int limit(String name, int max) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return max;
        }
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > max) {
            fault(FaultCode.FIELD_RANGE, "/" + name, "%s must be a number from 1 to %d".formatted(name, max));
            return max;
        }
        return node.intValue();
    }

    /** Notes one more thing that is wrong. */
    public void fault(FaultCode code, String field, String detail) {
        faults.add(new Fault(code, field, detail));
    }

    /** What was found wrong so far. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** @throws ProblemException where anything was found wrong */
    public void requireNoFaults() {
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
    }
}
