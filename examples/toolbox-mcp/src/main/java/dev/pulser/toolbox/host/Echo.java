// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.util.List;

/** Returns what it is given: for smoke tests and for measuring the way there and back. */
public final class Echo implements Tool {

    private static final Parameter.Text MESSAGE = Parameter.required("message", "What to return.");

    record Message(String message) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec("echo", "Echo", "Returns the message it is given.", List.of(MESSAGE), Message.class, false);
    }

    @Override
    public ToolResult call(Arguments arguments) {
        return new ToolResult.Answer(new Message(arguments.text(MESSAGE)));
    }
}
