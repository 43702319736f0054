// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.journal.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result is byte for byte an answer that an agent gave for that very task (R2). */
public final class OwnResults implements Check {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String id() {
        return "C5";
    }

    @Override
    public String rule() {
        return "a result is, to the letter, what an agent answered for that task";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        var replies = new HashMap<String, String>();
        that.evidence().calls().forEach(call -> call.reply().ifPresent(reply -> replies.put(reply, call.nonce())));
        for (var story : that.stories().values()) {
            for (var event : story.events()) {
                if (event.state() == State.COMPLETED) {
                    notes.saw();
                    fault(story, event, replies).ifPresent(fault -> notes.violation(story.taskId(), fault));
                }
            }
        }
        return notes.findings();
    }

    private static Optional<String> fault(Story story, TaskEvent event, Map<String, String> replies) {
        if (story.calls().stream().allMatch(call -> call.reply().isEmpty())) {
            return Optional.of("is completed, and no agent has answered");
        }
        var hash = output(event.result()).map(Hash::of).orElse("");
        if (story.calls().stream().anyMatch(call -> call.reply().equals(Optional.of(hash)))) {
            return Optional.empty();
        }
        var owner = replies.get(hash);
        return Optional.of(
                owner == null
                        ? "has a result that no agent has given"
                        : "has the result of the task with nonce " + owner);
    }

    /** What the agent said, as the result holds it. */
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
