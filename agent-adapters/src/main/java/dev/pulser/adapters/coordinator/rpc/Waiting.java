// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for an answer. */
final class Waiting {

    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final @Nullable Consumer<ToolProgress> progress;
    private double reached = Double.NEGATIVE_INFINITY;

    Waiting(@Nullable Consumer<ToolProgress> progress) {
        this.progress = progress;
    }

    CompletableFuture<Reply> answer() {
        return answer;
    }

    /** Passes on what is further than everything before; the rest is noise. */
    synchronized void progressed(Map<String, Json> params) {
        var value = Messages.number(params.get("progress"));
        if (progress != null && value.isPresent() && value.getAsDouble() > reached && !answer.isDone()) {
            reached = value.getAsDouble();
            progress.accept(ToolProgress.of(reached, params));
        }
    }
}
