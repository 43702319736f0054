// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

/**
 * Tool that a client calls by name.
 *
 * <p>Threads: {@code call} runs on virtual threads, several calls at the same time, and may block. A canceled call is
 * interrupted, and its result is dropped.
 * <p>Errors: {@link ToolResult.Failure} for problems of arguments, files or other servers. A thrown {@link RuntimeException} is a
 * defect of the tool and reported as an internal error.
 */
public interface Tool {

    ToolDeclaration spec();

    /**
     * Runs the tool.
     *
     * @param arguments arguments that match {@link #spec()}
     */
    ToolResult call(ToolArguments arguments) throws InterruptedException;
}
