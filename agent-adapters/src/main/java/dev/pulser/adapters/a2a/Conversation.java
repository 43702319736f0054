// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.a2a.wire.Event;
import dev.pulser.adapters.a2a.wire.Events;
import dev.pulser.adapters.a2a.wire.ProtocolError;
import dev.pulser.adapters.a2a.wire.RemoteState;
import dev.pulser.adapters.a2a.wire.RemoteTask;
import dev.pulser.adapters.callback.Callback;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task with an A2A agent: sends it once, and follows it to its end by stream, by pushes or by asking. A stream
 * that breaks is taken up again, or asked in its place; the task is never sent a second time. Of one thread.
 */
final class Conversation {

    private static final Logger LOG = Logger.getLogger(Conversation.class);

    /** Questions in a row that may go unanswered, about a minute's worth. */
    private static final int MAX_FAILURES = 10;

    /** Streams in a row that may bring nothing. */
    private static final int MAX_EMPTY_STREAMS = 3;

    /** What an agent may still say after the end, before the end is believed. */
    private static final Duration LAST_WORDS = Duration.ofMillis(250);

    private static final Duration UNTIL_INTERRUPTED = Duration.ofDays(2);

    private final A2aConfig config;
    private final A2aClient client;
    private final AgentDefinition agent;
    private final AgentCard card;
    private final Assignment assignment;
    private final Callback callback;
    private final Progress progress;
    private final RemoteTask task;
    private boolean missedEvents;

    Conversation(
            A2aConfig config,
            A2aClient client,
            AgentDefinition agent,
            AgentCard card,
            Assignment assignment,
            Callback callback,
            Progress progress) {
        this.config = config;
        this.client = client;
        this.agent = agent;
        this.card = card;
        this.assignment = assignment;
        this.callback = callback;
        this.progress = progress;
        task = new RemoteTask(config.maxResponseBytes());
    }

    /** How it ended. Whatever the agent is left with when this returns or throws, it is told to stop. */
    Outcome run() throws InterruptedException {
        try {
            if (card.streaming()) {
                stream();
            } else {
                take(Events.read(ask(card.dialect().send(assignment, card.pushes() ? callback.address() : null))));
            }
            askUntilOver();
            return outcome();
        } catch (ProtocolError e) {
            return Results.permanent(
                    "protocol-error", "agent %s broke the A2A protocol: it %s".formatted(agent.name(), e.what()));
        } catch (CallFailed e) {
            return e.outcome();
        } finally {
            cancelUnlessOver();
        }
    }

    private void stream() throws CallFailed, ProtocolError, InterruptedException {
        int empty = listen(card.dialect().stream(assignment)) ? 0 : 1;
        while (!task.isOver()) {
            var id = task.id();
            if (id == null) {
                throw CallFailed.of(Results.unknown(
                        "agent-connection-lost",
                        "the stream of agent %s ended before it had named its task".formatted(agent.name())));
            }
            if (empty >= MAX_EMPTY_STREAMS) {
                return;
            }
            try {
                lookAt(id);
                if (!task.isOver()) {
                    missedEvents = true;
                    empty = listen(card.dialect().subscribe(id)) ? 0 : empty + 1;
                }
            } catch (CallFailed e) {
                LOG.debugf("stream not taken up again agent=%s error=\"%s\"", agent.name(), e.getMessage());
                return; // asked in its place
            }
        }
    }

    /** Takes what comes until nothing does; whether anything did. */
    private boolean listen(Json message) throws CallFailed, ProtocolError, InterruptedException {
        return switch (client.listen(agent, card, message, assignment.task().traceparent())) {
            case A2aClient.Answer.Result(var json) -> {
                take(Events.read(json));
                yield true;
            }
            case A2aClient.Answer.Stream(var events) -> {
                try (events) {
                    yield listen(events);
                }
            }
        };
    }

    private boolean listen(EventStream events) throws CallFailed, ProtocolError, InterruptedException {
        boolean any = false;
        while (true) {
            var frame = events.next(task.isOver() ? LAST_WORDS : UNTIL_INTERRUPTED);
            if (frame.isEmpty()) {
                return any;
            }
            switch (frame.get()) {
                case EventStream.Frame.End() -> {
                    return any;
                }
                case EventStream.Frame.TooLarge() ->
                    throw new ProtocolError(
                            "sent an event of more than %d bytes, the limit (pulser.a2a.max-response-bytes)"
                                    .formatted(config.maxResponseBytes()));
                case EventStream.Frame.Data(var text) -> {
                    take(Events.read(A2aClient.result(agent.name(), A2aClient.parse(agent.name(), text))));
                    any = true;
                }
            }
        }
    }

    private void take(Event event) throws ProtocolError {
        task.take(event);
        switch (event) {
            case Event.Moved(var id, var status) -> say(status.text());
            case Event.Snapshot(var id, var status, var artifacts) -> say(status.text());
            case Event.Grown(var id, var artifact, var append) -> say(artifact.text());
            case Event.Reply(var parts) -> {}
        }
    }

    private void say(@Nullable String words) {
        if (words != null && !words.isBlank()) {
            progress.said(words, null);
        }
    }

    /** A push is no more than a hint to ask now: what it says is not believed. */
    private void askUntilOver() throws CallFailed, ProtocolError, InterruptedException {
        var pause = config.pollFirst();
        int failures = 0;
        while (!task.isOver()) {
            var id = task.id();
            if (id == null) {
                throw new ProtocolError("named no task");
            }
            if (callback.await(pause).isEmpty()) {
                pause = longer(pause);
            }
            try {
                lookAt(id);
                failures = 0;
            } catch (CallFailed e) {
                failures++;
                if (!e.mayPass() || failures == MAX_FAILURES) {
                    throw e;
                }
            }
        }
    }

    /** The task as it is now, with all that has been told of it meanwhile. */
    private void lookAt(String id) throws CallFailed, ProtocolError, InterruptedException {
        take(Events.task(ask(card.dialect().get(id))));
        missedEvents = false;
    }

    private Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(config.pollAtMost()) < 0 ? doubled : config.pollAtMost();
    }

    private Outcome outcome() throws CallFailed, ProtocolError, InterruptedException {
        var status = task.status();
        if (status == null || status.state() == RemoteState.COMPLETED) {
            var id = task.id();
            if (missedEvents && id != null) {
                task.confirm(Events.task(ask(card.dialect().get(id))));
            }
            return Results.succeeded(task.output());
        }
        return RpcFailures.ended(agent.name(), status);
    }

    private Json ask(Json message) throws CallFailed, InterruptedException {
        return client.ask(agent, card, message, assignment.task().traceparent());
    }

    /** On a thread of its own, because this one may be interrupted; waited for only a moment. */
    private void cancelUnlessOver() {
        var id = task.id();
        var status = task.status();
        if (id == null || (status != null && status.state().isTerminal())) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        var cancelling = Thread.ofVirtual().start(() -> {
            try {
                ask(card.dialect().cancel(id));
            } catch (CallFailed e) {
                LOG.infof("task not cancelled agent=%s error=\"%s\"", agent.name(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            cancelling.join(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
