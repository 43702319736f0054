// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The breaker, the bulkhead and the retry budget of one agent. The lane keeps the capacity; the bulkhead is twice as large,
 * because attempts that are being given up overlap with those that follow. Safe from any thread.
 */
final class AgentGuard {

    /**
     * Codes of failures in which nobody answered. A refusal or a 500 is an answer: the pauses between attempts are for it, and
     * an agent that fails some of its tasks is not away.
     */
    private static final Set<String> SILENCE = Set.of(
            "agent-unreachable",
            "agent-connection-lost",
            "mcp-server-lost",
            "mcp-server-unavailable",
            "mcp-server-quarantined",
            "timeout");

    private static final Duration WHEN_FULL = Duration.ofMillis(500);
    private static final Duration WHEN_SPENT = Duration.ofSeconds(5);
    private static final int UNTRIED_PAUSES = 2;
    private static final long TROUBLE = TimeUnit.MINUTES.toNanos(1);

    private final AgentName agent;
    private final int capacity;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Runnable changed;
    private final RetryBudget retries;
    private final Guard guard;
    private volatile BreakerState breaker = BreakerState.CLOSED;
    private volatile long openedAt;
    private volatile boolean everOpened;

    /** @param changed is told of each change of {@link #state}, on the thread of an attempt */
    AgentGuard(AgentName agent, int capacity, GuardConfig config, LongSupplier nanoTime, Runnable changed) {
        this.agent = agent;
        this.capacity = capacity;
        this.pause = config.pause();
        this.nanoTime = nanoTime;
        this.changed = changed;
        retries = new RetryBudget(config.retries(), nanoTime);
        guard = Guard.create()
                .withDescription(agent.value())
                .withThreadOffload(false)
                .withBulkhead()
                .limit(2 * capacity)
                .done()
                .withCircuitBreaker()
                .when(AgentAway.class::isInstance)
                .requestVolumeThreshold(config.attempts())
                .failureRatio(config.failures())
                .delay(config.pause().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(config.successes())
                .onStateChange(this::become)
                .done()
                .build();
    }

    int capacity() {
        return capacity;
    }

    /**
     * Open as long as the pause lasts: then the agent may be tried, though nobody has yet. Where nobody has for a while, this
     * says nothing against it any more; its checks say how it is, and the next attempt is still a trial.
     */
    BreakerState state() {
        if (breaker == BreakerState.CLOSED || left().isPositive()) {
            return breaker;
        }
        boolean untried = left().plus(pause.multipliedBy(UNTRIED_PAUSES)).isNegative();
        return untried ? BreakerState.CLOSED : BreakerState.HALF_OPEN;
    }

    private Duration left() {
        return pause.minusNanos(nanoTime.getAsLong() - openedAt);
    }

    private void become(CircuitBreakerState state) {
        var next = switch (state) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
        if (next == BreakerState.OPEN) {
            openedAt = nanoTime.getAsLong();
            everOpened = true;
        }
        breaker = next;
        changed.run();
    }

    /** What {@code work} says; deferred, and nothing done, where the agent may not be asked now. */
    Outcome run(int attempt, Supplier<Outcome> work) {
        if (attempt == 1) {
            retries.first();
        } else if (!retries.retry(everOpened && nanoTime.getAsLong() - openedAt < TROUBLE)) {
            return Results.deferred(
                    "retry-budget",
                    "agent %s has been in trouble within the last minute; repeated attempts wait for first ones"
                            .formatted(agent),
                    WHEN_SPENT);
        }
        try {
            return guard.call(() -> counted(work.get()), Outcome.class);
        } catch (AgentAway away) {
            return away.outcome();
        } catch (CircuitBreakerOpenException e) {
            return Results.deferred(
                    "breaker-open",
                    "agent %s has not answered nearly all of its last attempts; it is left alone and tried again in a moment"
                            .formatted(agent),
                    left().compareTo(WHEN_FULL) > 0 ? left() : WHEN_FULL);
        } catch (BulkheadException e) {
            return Results.deferred(
                    "bulkhead-full",
                    "agent %s has %d attempts in work here, twice its capacity".formatted(agent, 2 * capacity),
                    WHEN_FULL);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an attempt throws nothing checked", e);
        }
    }

    private static Outcome counted(Outcome outcome) throws AgentAway {
        if (outcome instanceof Outcome.Failed(Failure failure) && SILENCE.contains(failure.code())) {
            throw new AgentAway(outcome);
        }
        return outcome;
    }

    /** How the breaker is told that the agent has not answered. */
    private static final class AgentAway extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        AgentAway(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
