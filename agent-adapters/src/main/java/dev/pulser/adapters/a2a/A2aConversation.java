// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.a2a.wire.A2aEvent;
import dev.pulser.adapters.a2a.wire.A2aEventReader;
import dev.pulser.adapters.a2a.wire.A2aProtocolException;
import dev.pulser.adapters.a2a.wire.AgentCard;
import dev.pulser.adapters.a2a.wire.RemoteTask;
import dev.pulser.adapters.a2a.wire.RemoteTaskState;
import dev.pulser.adapters.callback.PendingCallback;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.service.json.Json;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Exchange with an A2A agent during one attempt: sends the task once and follows it by stream, push notification or
 * polling until it ends. A broken stream is resubscribed or replaced by polling; the task is never sent twice. Not
 * thread-safe.
 */
final class A2aConversation {

    private static final Logger LOG = Logger.getLogger(A2aConversation.class);

    /** Consecutive failed polls before the attempt fails; about one minute. */
    private static final int MAX_FAILURES = 10;

    /** Consecutive streams without events before polling replaces streaming. */
    private static final int MAX_EMPTY_STREAMS = 3;

    /** Time to wait for further events after a terminal state, to detect protocol violations. */
    private static final Duration FINAL_EVENT_TIMEOUT = Duration.ofMillis(250);

    private static final Duration UNTIL_INTERRUPTED = Duration.ofDays(2);

    private final A2aConfig config;
    private final A2aClient client;
    private final AgentDefinition agent;
    private final AgentCard card;
    private final Assignment assignment;
    private final PendingCallback callback;
    private final AttemptListener listener;
    private final RemoteTask task;
    private boolean eventsMissed;

    A2aConversation(
            A2aConfig config,
            A2aClient client,
            AgentDefinition agent,
            AgentCard card,
            Assignment assignment,
            PendingCallback callback,
            AttemptListener listener) {
        this.config = config;
        this.client = client;
        this.agent = agent;
        this.card = card;
        this.assignment = assignment;
        this.callback = callback;
        this.listener = listener;
        task = new RemoteTask(config.maxResponseBytes());
    }

    /**
     * Runs the attempt. If the task has not ended at the agent when this method returns or throws, the task is canceled
     * there.
     */
    Outcome run() throws InterruptedException {
        try {
            if (card.streaming()) {
                stream();
            } else {
                apply(A2aEventReader.read(
                        call(card.version().send(assignment, card.pushNotifications() ? callback.address() : null))));
            }
            pollUntilEnded();
            return outcome();
        } catch (A2aProtocolException e) {
            return Outcomes.permanent(
                    "protocol-error", "Agent %s violated the A2A protocol: it %s".formatted(agent.name(), e.problem()));
        } catch (A2aCallException e) {
            return e.outcome();
        } finally {
            cancelUnlessEnded();
        }
    }

    private void stream() throws A2aCallException, A2aProtocolException, InterruptedException {
        int empty = receive(card.version().stream(assignment)) ? 0 : 1;
        while (!task.hasEnded()) {
            var id = task.id();
            if (id == null) {
                throw A2aCallException.of(Outcomes.ambiguous(
                        "agent-connection-lost",
                        "Event stream of agent %s ended before it sent a task id".formatted(agent.name())));
            }
            if (empty >= MAX_EMPTY_STREAMS) {
                return;
            }
            try {
                refresh(id);
                if (!task.hasEnded()) {
                    eventsMissed = true;
                    empty = receive(card.version().subscribe(id)) ? 0 : empty + 1;
                }
            } catch (A2aCallException e) {
                LOG.debugf(
                        "Failed to resubscribe to the event stream, polling instead agent=%s error=\"%s\"",
                        agent.name(), e.getMessage());
                return; // polling takes over
            }
        }
    }

    /** Applies events until the stream ends. Returns true if there was any. */
    private boolean receive(Json message) throws A2aCallException, A2aProtocolException, InterruptedException {
        return switch (client.stream(agent, card, message, assignment.task().traceparent())) {
            case A2aClient.Response.Result(var json) -> {
                apply(A2aEventReader.read(json));
                yield true;
            }
            case A2aClient.Response.Stream(var events) -> {
                try (events) {
                    yield receive(events);
                }
            }
        };
    }

    private boolean receive(EventStream events) throws A2aCallException, A2aProtocolException, InterruptedException {
        boolean received = false;
        while (true) {
            var frame = events.next(task.hasEnded() ? FINAL_EVENT_TIMEOUT : UNTIL_INTERRUPTED);
            if (frame.isEmpty()) {
                return received;
            }
            switch (frame.get()) {
                case EventStream.Frame.End() -> {
                    return received;
                }
                case EventStream.Frame.TooLarge() ->
                    throw new A2aProtocolException(
                            "sent an event with more than %d bytes, the limit pulser.a2a.max-response-bytes"
                                    .formatted(config.maxResponseBytes()));
                case EventStream.Frame.Event(var text) -> {
                    apply(A2aEventReader.read(A2aClient.result(agent.name(), A2aClient.parse(agent.name(), text))));
                    received = true;
                }
            }
        }
    }

    private void apply(A2aEvent event) throws A2aProtocolException {
        task.apply(event);
        switch (event) {
            case A2aEvent.StatusUpdate(var id, var status) -> publish(status.text());
            case A2aEvent.TaskSnapshot(var id, var status, var artifacts) -> publish(status.text());
            case A2aEvent.ArtifactUpdate(var id, var artifact, var append) -> publish(artifact.text());
            case A2aEvent.Message(var parts) -> {}
        }
    }

    private void publish(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            listener.onProgress(text, null);
        }
    }

    /** Polls the task. A push notification only triggers the next poll; its content is not trusted. */
    private void pollUntilEnded() throws A2aCallException, A2aProtocolException, InterruptedException {
        var interval = config.pollInterval();
        int failures = 0;
        while (!task.hasEnded()) {
            var id = task.id();
            if (id == null) {
                throw new A2aProtocolException("sent no task id");
            }
            if (callback.await(interval).isEmpty()) {
                interval = nextInterval(interval);
            }
            try {
                refresh(id);
                failures = 0;
            } catch (A2aCallException e) {
                failures++;
                if (!e.isRetryable() || failures == MAX_FAILURES) {
                    throw e;
                }
            }
        }
    }

    /** Fetches the current state of the task. */
    private void refresh(String id) throws A2aCallException, A2aProtocolException, InterruptedException {
        apply(A2aEventReader.task(call(card.version().get(id))));
        eventsMissed = false;
    }

    private Duration nextInterval(Duration interval) {
        var doubled = interval.multipliedBy(2);
        return doubled.compareTo(config.maxPollInterval()) < 0 ? doubled : config.maxPollInterval();
    }

    private Outcome outcome() throws A2aCallException, A2aProtocolException, InterruptedException {
        var status = task.status();
        if (status == null || status.state() == RemoteTaskState.COMPLETED) {
            var id = task.id();
            if (eventsMissed && id != null) {
                task.confirm(A2aEventReader.task(call(card.version().get(id))));
            }
            return Outcomes.succeeded(task.output());
        }
        return RpcFailures.ended(agent.name(), status);
    }

    private Json call(Json message) throws A2aCallException, InterruptedException {
        return client.call(agent, card, message, assignment.task().traceparent());
    }

    /** Cancels the task on a separate thread, because the current one may be interrupted. Waits at most 500 ms. */
    private void cancelUnlessEnded() {
        var id = task.id();
        var status = task.status();
        if (id == null || (status != null && status.state().isTerminal())) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        var cancellation = Thread.ofVirtual().start(() -> {
            try {
                call(card.version().cancel(id));
            } catch (A2aCallException e) {
                LOG.infof("Failed to cancel the task at the agent agent=%s error=\"%s\"", agent.name(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            cancellation.join(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
