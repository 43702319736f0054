// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

/**
 * Something a client can call by name.
 *
 * <p>Threads: {@code call} runs on virtual threads, concurrently with itself, and may block. A cancelled call is
 * interrupted; what it returns after that is dropped.
 * <p>Errors: whatever the arguments, the files or a peer do wrong is a returned {@link ToolResult.Refusal}. A thrown
 * {@link RuntimeException} is a defect of the tool and answered as an internal error.
 */
public interface Tool {

    ToolSpec spec();

    /**
     * Does the work once.
     *
     * @param arguments checked against {@link #spec()}
     */
    ToolResult call(Arguments arguments) throws InterruptedException;
}
