// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
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
 * Circuit breaker, bulkhead and retry budget of one agent. The lane enforces the capacity; the bulkhead is twice as
 * large, because interrupted attempts overlap with the next ones. Safe from any thread.
 */
final class AgentGuard {

    /**
     * Failure codes that count against the breaker: those without any response. An error response means that the agent
     * is reachable; the retry delay is enough for it.
     */
    private static final Set<String> NO_RESPONSE = Set.of(
            "agent-unreachable",
            "agent-connection-lost",
            "mcp-server-lost",
            "mcp-server-unavailable",
            "mcp-server-backing-off",
            "timeout");

    private static final Duration BULKHEAD_DELAY = Duration.ofMillis(500);
    private static final Duration RETRY_BUDGET_DELAY = Duration.ofSeconds(5);
    private static final int IDLE_DELAYS = 2;
    private static final long RETRY_BUDGET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AgentName agent;
    private final int capacity;
    private final Duration delay;
    private final LongSupplier nanoTime;
    private final Runnable listener;
    private final RetryBudget retries;
    private final Guard guard;
    private volatile BreakerState breaker = BreakerState.CLOSED;
    private volatile long openedAt;
    private volatile boolean everOpened;

    /** @param listener called after each change of {@link #state}, on the thread of an attempt */
    AgentGuard(AgentName agent, int capacity, GuardConfig config, LongSupplier nanoTime, Runnable listener) {
        this.agent = agent;
        this.capacity = capacity;
        this.delay = config.delay();
        this.nanoTime = nanoTime;
        this.listener = listener;
        retries = new RetryBudget(config.retryRatio(), nanoTime);
        guard = Guard.create()
                .withDescription(agent.value())
                .withThreadOffload(false)
                .withBulkhead()
                .limit(2 * capacity)
                .done()
                .withCircuitBreaker()
                .when(NoResponseException.class::isInstance)
                .requestVolumeThreshold(config.requestVolumeThreshold())
                .failureRatio(config.failureRatio())
                .delay(config.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(config.successThreshold())
                .onStateChange(this::onStateChange)
                .done()
                .build();
    }

    int capacity() {
        return capacity;
    }

    /**
     * Returns the state: open until the delay has elapsed, then half-open. If no attempt follows within two more
     * delays, the state is closed, because the breaker then has no recent evidence about the agent; the next attempt is
     * still a trial.
     */
    BreakerState state() {
        if (breaker == BreakerState.CLOSED || remaining().isPositive()) {
            return breaker;
        }
        boolean idle = remaining().plus(delay.multipliedBy(IDLE_DELAYS)).isNegative();
        return idle ? BreakerState.CLOSED : BreakerState.HALF_OPEN;
    }

    private Duration remaining() {
        return delay.minusNanos(nanoTime.getAsLong() - openedAt);
    }

    private void onStateChange(CircuitBreakerState state) {
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
        listener.run();
    }

    /** Returns the outcome of {@code work}; a deferral without running it if the agent must not be called now. */
    Outcome run(int attempt, Supplier<Outcome> work) {
        if (attempt == 1) {
            retries.first();
        } else if (!retries.retry(everOpened && nanoTime.getAsLong() - openedAt < RETRY_BUDGET_NANOS)) {
            return Outcomes.deferred(
                    "retry-budget",
                    "Circuit breaker of agent %s opened within the last minute and its retry budget is used up; retries are delayed"
                            .formatted(agent),
                    RETRY_BUDGET_DELAY);
        }
        try {
            return guard.call(() -> throwIfNoResponse(work.get()), Outcome.class);
        } catch (NoResponseException noResponse) {
            return noResponse.outcome();
        } catch (CircuitBreakerOpenException e) {
            return Outcomes.deferred(
                    "breaker-open",
                    "Circuit breaker of agent %s is open because most of its recent attempts got no response; the attempt is delayed"
                            .formatted(agent),
                    remaining().compareTo(BULKHEAD_DELAY) > 0 ? remaining() : BULKHEAD_DELAY);
        } catch (BulkheadException e) {
            return Outcomes.deferred(
                    "bulkhead-full",
                    "Agent %s has %d running attempts on this instance, twice its capacity; the attempt is delayed"
                            .formatted(agent, 2 * capacity),
                    BULKHEAD_DELAY);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("attempts throw no checked exceptions", e);
        }
    }

    private static Outcome throwIfNoResponse(Outcome outcome) throws NoResponseException {
        if (outcome instanceof Outcome.Failed(Failure failure) && NO_RESPONSE.contains(failure.code())) {
            throw new NoResponseException(outcome);
        }
        return outcome;
    }

    /** Signals to the breaker that the agent did not respond. */
    private static final class NoResponseException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        NoResponseException(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }
}
