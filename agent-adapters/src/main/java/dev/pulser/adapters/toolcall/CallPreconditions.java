// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.registry.RegisteredTool;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Outcome;
import java.time.Duration;
import java.util.Optional;

/** Preconditions of a tool call: an approved definition and valid arguments. */
final class CallPreconditions {

    /** Delay before a task checks again if its tool was approved. */
    private static final Duration APPROVAL_DELAY = Duration.ofSeconds(30);

    private final ToolRegistry registry;

    CallPreconditions(ToolRegistry registry) {
        this.registry = registry;
    }

    /** Returns the outcome of the attempt if a precondition is violated; empty otherwise. */
    Optional<Outcome> violation(RegisteredTool tool, ToolCallRequest call) {
        if (!registry.isApproved(tool)) {
            return Optional.of(notApproved(tool));
        }
        var schemaError = tool.schemaError();
        if (schemaError.isPresent()) {
            return Optional.of(Outcomes.permanent(
                    "tool-schema-invalid",
                    "Tool %s cannot be called because its inputSchema is invalid: %s."
                            .formatted(tool.ref(), schemaError.get())));
        }
        var errors = tool.argumentErrors(call.arguments());
        if (!errors.isEmpty()) {
            return Optional.of(Outcomes.permanent(
                    "arguments-invalid",
                    "The arguments of tool %s are invalid: %s.".formatted(tool.ref(), String.join("; ", errors))));
        }
        return Optional.empty();
    }

    private Outcome notApproved(RegisteredTool tool) {
        var ref = tool.ref();
        boolean changed = registry.wasApproved(tool);
        return Outcomes.deferred(
                changed ? "tool-definition-changed" : "tool-not-approved",
                "%s Approve it with ./pulser mcp approve %s or POST /api/v1/tools/%s/approve."
                        .formatted(
                                changed
                                        ? "The definition of tool %s has changed since its approval.".formatted(ref)
                                        : "Tool %s is not approved.".formatted(ref),
                                ref,
                                ref),
                APPROVAL_DELAY);
    }
}
