// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.registry.KnownTool;
import dev.pulser.contract.task.Outcome;

/** Whether a call may be made. */
sealed interface Judgement {

    /** By this definition of the tool, and no other. */
    record Callable(KnownTool tool) implements Judgement {}

    /** It may not: this is how the attempt ends. */
    record Refused(Outcome outcome) implements Judgement {}
}
