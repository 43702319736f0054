// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.body.JsonBody;
import dev.pulser.ingest.mcp.message.RawObject;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What a tool is called with, nothing of it checked yet. It is read by those who read the same thing for REST. */
public final class Arguments {

    private static final byte[] NONE = {'{', '}'};

    private final byte[] json;
    private final RawObject members;

    private Arguments(byte[] json, RawObject members) {
        this.json = json;
        this.members = members;
    }

    /** Of the parameters of {@code tools/call}; empty where they are no object. */
    public static Optional<Arguments> of(RawObject params) {
        if (!params.has("arguments")) {
            return Optional.of(new Arguments(NONE, RawObject.EMPTY));
        }
        return Optional.ofNullable(params.object("arguments"))
                .map(members -> new Arguments(params.json("arguments").orElseThrow(), members));
    }

    /** As the body of a submission. */
    Bytes asSubmission() {
        return Bytes.wrap(json);
    }

    /** As the body of a command with these fields. */
    JsonBody asBody(List<String> fields) {
        return JsonBody.of(json, fields);
    }

    /**
     * As the parameters of a query: strings, and whole numbers written out.
     *
     * @throws ProblemException that names all that are neither
     */
    Map<String, List<String>> asQuery() {
        var parameters = new HashMap<String, List<String>>();
        var faults = new ArrayList<Fault>();
        for (var name : members.names()) {
            var value = value(name);
            if (value == null) {
                var shown = TaskRules.shown(name);
                faults.add(new Fault(
                        FaultCode.FIELD_TYPE, "/" + shown, "%s must be a string or a whole number".formatted(shown)));
            } else {
                parameters.put(name, List.of(value));
            }
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
        return parameters;
    }

    private @Nullable String value(String name) {
        var text = members.text(name);
        return text != null
                ? text
                : members.json(name)
                        .map(value -> new String(value, StandardCharsets.UTF_8))
                        .filter(value -> value.matches("-?\\d{1,20}"))
                        .orElse(null);
    }

    /** As that of a body which names a task, for {@link dev.pulser.ingest.status.StatusProblems#taskId}. */
    static String taskId(JsonBody body) {
        if (!body.has("task_id")) {
            body.fault(
                    FaultCode.FIELD_REQUIRED,
                    "/task_id",
                    "task_id is missing; it is what submit_task answered as task_id");
        }
        var id = body.<String>text("task_id", "tsk_ and 32 lower-case hex digits", text -> text);
        return id == null ? "" : id;
    }
}
