// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.task.ToolCall;

/** Where an adapter tells what happens during an attempt. Safe from any thread; never blocks. */
public interface Progress {

    /** A tool was called and has answered, failed or been given up. Kept even when the attempt is cut off later. */
    void called(ToolCall call);
}
