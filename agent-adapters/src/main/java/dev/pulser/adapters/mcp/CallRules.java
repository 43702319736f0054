// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.registry.KnownTool;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What has to hold for a call before it is made: an approved definition, and arguments that it takes. */
final class CallRules {

    /** Between two looks whether somebody has approved it. */
    private static final Duration FOR_APPROVAL = Duration.ofSeconds(30);

    private final ToolRegistry registry;

    CallRules(ToolRegistry registry) {
        this.registry = registry;
    }

    /** Why it is not made; empty where it may be. */
    Optional<Outcome> refusal(KnownTool tool, PlannedCall call) {
        if (!registry.permits(tool)) {
            return Optional.of(notApproved(tool));
        }
        var defect = tool.defect();
        if (defect.isPresent()) {
            return Optional.of(Results.permanent(
                    "tool-schema-invalid",
                    "tool %s cannot be called, its server describes its arguments by no JSON Schema: %s"
                            .formatted(tool.ref(), defect.get())));
        }
        var faults = tool.faults(call.arguments());
        if (!faults.isEmpty()) {
            return Optional.of(Results.permanent(
                    "arguments-invalid",
                    "tool %s does not take these arguments: %s".formatted(tool.ref(), String.join("; ", faults))));
        }
        return Optional.empty();
    }

    private Outcome notApproved(KnownTool tool) {
        var ref = tool.ref();
        boolean changed = registry.hasChanged(tool);
        return Results.deferred(
                changed ? "TOOL_DEFINITION_CHANGED" : "TOOL_NOT_APPROVED",
                "tool %s %s, so it is not called; ./pulser mcp approve %s, or POST /api/v1/tools/%s/approve, approves it"
                        .formatted(
                                ref,
                                changed
                                        ? "is not defined any more as it was approved"
                                        : "has not been approved by anybody",
                                ref,
                                ref),
                FOR_APPROVAL);
    }
}
