// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An attempt that waits for its worker. Its owner waits; outcomes come from the reader's thread. */
final class Waiting implements AutoCloseable {

    private final AgentDefinition agent;
    private final Progress progress;
    private final Runnable forget;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private boolean closed;

    Waiting(AgentDefinition agent, Progress progress, Runnable forget) {
        this.agent = agent;
        this.progress = progress;
        this.forget = forget;
    }

    Outcome outcome() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails it", e);
        }
    }

    /** Whether it counted: the first end does, and what is said before it. */
    synchronized boolean take(WorkerOutcome said) {
        if (closed || outcome.isDone()) {
            return false;
        }
        var usage = said.usage(agent.rates());
        if (!usage.equals(Usage.NONE)) {
            progress.used(usage);
        }
        return switch (said.status()) {
            case PROGRESS -> {
                var message = said.text("message");
                progress.said(message == null ? "" : message, said.fraction());
                yield true;
            }
            case SUCCEEDED -> outcome.complete(succeeded(said));
            case FAILED -> outcome.complete(failed(said));
        };
    }

    private Outcome succeeded(WorkerOutcome said) {
        var output = said.json().member("output");
        return Results.succeeded(output == null ? Json.NULL : output);
    }

    private Outcome failed(WorkerOutcome said) {
        var code = said.text("code");
        var reason = said.text("reason");
        var slug = code != null && code.matches("[a-z][a-z0-9-]{0,62}") ? code : "agent-error";
        var sentence = "agent %s failed: %s"
                .formatted(agent.name(), Excerpt.printable(reason == null ? "it gave no reason" : reason));
        return said.isTrue("retryable") ? Results.retryable(slug, sentence) : Results.permanent(slug, sentence);
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget.run();
    }
}
