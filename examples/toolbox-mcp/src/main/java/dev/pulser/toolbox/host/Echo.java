// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.host;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.List;

/** Tool that returns its argument, for smoke tests and measurements of latency. */
public final class Echo implements Tool {

    private static final Parameter.TextParameter MESSAGE = Parameter.required("message", "Text to return.");

    record Message(String message) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration("echo", "Echo", "Returns the message.", List.of(MESSAGE), Message.class, false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) {
        return new ToolResult.Success(new Message(arguments.text(MESSAGE)));
    }
}
