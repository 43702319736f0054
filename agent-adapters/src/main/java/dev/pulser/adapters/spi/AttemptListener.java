// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import org.jspecify.annotations.Nullable;

/** Receiver of events during an attempt. Safe from any thread; never blocks. */
public interface AttemptListener {

    /**
     * Records a tool call that has ended: answered, failed or abandoned. Kept even if the attempt is interrupted later.
     */
    void onToolCall(ToolCall call);

    /**
     * Publishes a human-readable progress message, such as partial output. Not stored; rate limited.
     *
     * @param fraction completed share, 0 to 1; null if unknown
     */
    void onProgress(String message, @Nullable Double fraction);

    /** Adds to the usage of the attempt. Kept even if the attempt is interrupted later. */
    void onUsage(Usage usage);
}
