// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.journal.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Check that a result is, byte for byte, a response of an agent to that task (R2). */
public final class ResultOriginCheck implements Check {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String id() {
        return "C5";
    }

    @Override
    public String rule() {
        return "A result is exactly what an agent returned for that task.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        var replies = new HashMap<String, String>();
        run.evidence().calls().forEach(call -> call.reply().ifPresent(reply -> replies.put(reply, call.nonce())));
        for (var task : run.tasks().values()) {
            for (var event : task.events()) {
                if (event.state() == ModelState.COMPLETED) {
                    findings.checked();
                    violation(task, event, replies).ifPresent(text -> findings.violation(task.taskId(), text));
                }
            }
        }
        return findings.findings();
    }

    private static Optional<String> violation(TaskHistory task, TaskEventRecord event, Map<String, String> replies) {
        if (task.calls().stream().allMatch(call -> call.reply().isEmpty())) {
            return Optional.of("is completed without a response of an agent");
        }
        var hash = output(event.result()).map(Sha256::of).orElse("");
        if (task.calls().stream().anyMatch(call -> call.reply().equals(Optional.of(hash)))) {
            return Optional.empty();
        }
        var owner = replies.get(hash);
        return Optional.of(
                owner == null
                        ? "has a result that no agent returned"
                        : "has the result of the task with nonce " + owner);
    }

    /** Returns the output of the agent within a result. */
    private static Optional<String> output(@Nullable String result) {
        if (result == null) {
            return Optional.empty();
        }
        try {
            var output = JSON.readTree(result).path("output");
            return output.isMissingNode() ? Optional.empty() : Optional.of(output.toString());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
