// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Outcome of a worker that an attempt waits for. The owner waits; outcomes arrive on the reader's thread. */
final class PendingWorkerOutcome implements AutoCloseable {

    private final AgentDefinition agent;
    private final AttemptListener listener;
    private final Runnable onClose;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private boolean closed;

    PendingWorkerOutcome(AgentDefinition agent, AttemptListener listener, Runnable onClose) {
        this.agent = agent;
        this.listener = listener;
        this.onClose = onClose;
    }

    Outcome outcome() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the future never completes exceptionally", e);
        }
    }

    /** Applies an outcome or progress message. Returns false after the first outcome and after {@link #close}. */
    synchronized boolean accept(WorkerOutcome update) {
        if (closed || outcome.isDone()) {
            return false;
        }
        var usage = update.usage(agent.rates());
        if (!usage.equals(Usage.NONE)) {
            listener.onUsage(usage);
        }
        return switch (update.status()) {
            case PROGRESS -> {
                var message = update.text("message");
                listener.onProgress(message == null ? "" : message, update.fraction());
                yield true;
            }
            case SUCCEEDED -> outcome.complete(succeeded(update));
            case FAILED -> outcome.complete(failed(update));
        };
    }

    private Outcome succeeded(WorkerOutcome update) {
        var output = update.json().member("output");
        return Outcomes.succeeded(output == null ? Json.NULL : output);
    }

    private Outcome failed(WorkerOutcome update) {
        var code = update.text("code");
        var reason = update.text("reason");
        var slug = code != null && code.matches("[a-z][a-z0-9-]{0,62}") ? code : "agent-error";
        var sentence = "Agent %s failed: %s"
                .formatted(agent.name(), Excerpt.line(reason == null ? "no reason given" : reason));
        return update.isTrue("retryable") ? Outcomes.retryable(slug, sentence) : Outcomes.permanent(slug, sentence);
    }

    @Override
    public synchronized void close() {
        closed = true;
        onClose.run();
    }
}
