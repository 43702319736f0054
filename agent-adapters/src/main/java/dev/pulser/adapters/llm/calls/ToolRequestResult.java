// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.contract.attempt.Outcome;

/** Result of a tool request of a model. */
public sealed interface ToolRequestResult {

    /**
     * Reply to the model.
     *
     * @param message reply
     * @param fingerprint hash of tool, arguments and result
     * @param execution execution status of the tool
     */
    record Reply(ModelMessage.ToolResult message, String fingerprint, Execution execution)
            implements ToolRequestResult {}

    /** Result that ends the attempt. */
    record AttemptEnd(Outcome outcome) implements ToolRequestResult {}

    /** Execution status of a tool request. */
    enum Execution {
        EXECUTED,
        NOT_EXECUTED,
        /** The requested tool does not exist. */
        UNKNOWN_TOOL
    }
}
