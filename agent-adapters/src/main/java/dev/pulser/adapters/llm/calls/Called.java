// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.contract.task.Outcome;

/** What came of one request of a model. */
public sealed interface Called {

    /**
     * There is something to tell the model.
     *
     * @param trace stands for the tool, its arguments and its result: equal only where all three are
     * @param how   whether a tool was called for it
     */
    record Told(Message.ToolAnswer answer, String trace, How how) implements Called {}

    /** The attempt ends here. */
    record Ends(Outcome outcome) implements Called {}

    /** Whether a tool was called. */
    enum How {
        MADE,
        NOT_MADE,
        /** There is no tool of this name. */
        UNKNOWN
    }
}
