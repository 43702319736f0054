// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Request whose response has not arrived yet. */
final class PendingRequest {

    private final CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
    private final @Nullable Consumer<ToolProgress> listener;
    private double lastProgress = Double.NEGATIVE_INFINITY;

    PendingRequest(@Nullable Consumer<ToolProgress> listener) {
        this.listener = listener;
    }

    CompletableFuture<RequestOutcome> outcome() {
        return outcome;
    }

    /** Passes a progress notification to the listener; ignores values that do not increase. */
    synchronized void onProgress(Map<String, Json> params) {
        var value = RpcMessages.number(params.get("progress"));
        if (listener != null && value.isPresent() && value.getAsDouble() > lastProgress && !outcome.isDone()) {
            lastProgress = value.getAsDouble();
            listener.accept(ToolProgress.of(lastProgress, params));
        }
    }
}
