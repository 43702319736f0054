// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import org.jspecify.annotations.Nullable;

/** Where an adapter tells what happens during an attempt. Safe from any thread; never blocks. */
public interface Progress {

    /** A tool was called and has answered, failed or been given up. Kept even when the attempt is cut off later. */
    void called(ToolCall call);

    /**
     * Something for people who watch: partial output, a step. Shown while the attempt runs, kept nowhere.
     *
     * @param fraction 0 to 1; null where unknown
     */
    void said(String message, @Nullable Double fraction);

    /** More was used: adds to what the attempt has used so far. Kept even when the attempt is cut off later. */
    void used(Usage more);
}
