// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.kafka.KafkaClients;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Everything between an assignment and its outcome.
 *
 * <pre>
 * pulser.assignments ─▶ AssignmentConsumer ─▶ AttemptRunner ─▶ adapter
 *                                                  │ ended
 * pulser.outcomes ◀─ OutcomePublisher ◀────────────┴─ Heartbeats
 * </pre>
 */
public final class Dispatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final String GROUP = "pulser-adapters";

    /** For interrupted attempts to end and be written. */
    private static final Duration LAST_CALL = Duration.ofSeconds(4);

    private final DispatchConfig config;
    private final String instance;
    private final InstantSource clock;
    private final RunningAttempts running;
    private final OutcomePublisher publisher;
    private final AssignmentConsumer consumer;
    private final Heartbeats heartbeats;
    private final ScheduledExecutorService deadlines = deadlines();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("beats").daemon().factory());

    /** @param instance what this adapter calls itself */
    public Dispatch(
            DispatchConfig config,
            KafkaClients clients,
            Topics topics,
            Map<AgentKind, AgentAdapter> adapters,
            Supplier<AgentTable> agents,
            AgentGuards guards,
            String instance,
            InstantSource clock) {
        this.config = config;
        this.instance = instance;
        this.clock = clock;
        running = new RunningAttempts(config.maxRunning(), config.maxPayloadBytes());
        publisher = new OutcomePublisher(clients.producer(instance), topics.outcomes());
        heartbeats = new Heartbeats(instance, running, publisher, clock);
        var runner = new AttemptRunner(instance, adapters, agents, guards, running, publisher, clock, deadlines);
        consumer = new AssignmentConsumer(
                clients.member(GROUP, instance),
                topics.assignments(),
                instruction -> {
                    switch (instruction) {
                        case Assignment assignment -> runner.start(assignment);
                        case Withdrawal withdrawal -> runner.withdraw(withdrawal);
                    }
                },
                running::isFull,
                new WithdrawalsAhead(
                        clients.reader(instance + "-withdrawals"), topics.assignments(), runner::withdraw));
    }

    private static ScheduledExecutorService deadlines() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true); // nearly every deadline is cancelled long before it comes
        return timer;
    }

    public void start() {
        long period = config.beat().toMillis();
        var _ = beats.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
        consumer.start();
    }

    private void beat() {
        try {
            heartbeats.beat();
        } catch (RuntimeException e) { // one that escapes would be the last beat
            LOG.warnf("beat not sent error=%s", e);
        }
    }

    /** Tells the agent's lane how this instance finds the agent. Blocks while the broker is away. */
    public void report(AgentName agent, AgentHealth health) {
        var _ = publisher.send(new Report(agent, instance, clock.instant(), new Report.Health(health)), null);
    }

    /** Whether this instance has its share of the assignments. */
    public boolean joined() {
        return consumer.joined();
    }

    /** Attempts in work. */
    public int running() {
        return running.size();
    }

    /** Records on the topic of assignments that were none. */
    public long skipped() {
        return consumer.skipped();
    }

    /** Takes no more, lets what runs end, and interrupts and reports what is left. */
    @Override
    public void close() {
        consumer.close();
        try {
            if (!running.awaitNone(config.drain())) {
                LOG.warnf("attempts interrupted by shutdown running=%d", running.size());
                running.all().forEach(attempt -> attempt.stop(StopReason.SHUTDOWN));
                running.awaitNone(LAST_CALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beats.shutdownNow();
        deadlines.shutdownNow();
        publisher.close();
    }
}
