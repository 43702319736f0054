// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.attempt.AttemptRunner;
import dev.pulser.adapters.attempt.HeartbeatSender;
import dev.pulser.adapters.attempt.RunningAttempts;
import dev.pulser.adapters.attempt.StopReason;
import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.status.AgentHealth;
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
 * Flow of an assignment from its topic to an agent, and of the outcome back to the lane.
 *
 * <pre>
 * pulser.assignments ─▶ AssignmentConsumer ─▶ AttemptRunner ─▶ adapter
 *                                                  │ ended
 * pulser.outcomes ◀── ReportPublisher ◀────────────┴─ HeartbeatSender
 * </pre>
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final String GROUP = "pulser-adapters";

    /** Time for interrupted attempts to end and to be reported. */
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(4);

    private final DispatchConfig config;
    private final String instance;
    private final InstantSource clock;
    private final RunningAttempts running;
    private final ReportPublisher publisher;
    private final AssignmentConsumer consumer;
    private final HeartbeatSender heartbeats;
    private final ScheduledExecutorService deadlines = deadlines();
    private final ScheduledExecutorService heartbeatTimer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeats").daemon().factory());

    /** @param instance name of this instance in reports and client ids */
    public Dispatcher(
            DispatchConfig config,
            AdapterKafkaClients clients,
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
        publisher = new ReportPublisher(clients.producer(instance), topics.outcomes());
        heartbeats = new HeartbeatSender(instance, running, publisher, clock);
        var runner = new AttemptRunner(instance, adapters, agents, guards, running, publisher, clock, deadlines);
        consumer = new AssignmentConsumer(
                clients.member(GROUP, instance),
                topics.assignments(),
                instruction -> {
                    switch (instruction) {
                        case Assignment assignment -> runner.start(assignment);
                        case Revocation revocation -> runner.revoke(revocation);
                    }
                },
                running::isFull,
                new RevocationScanner(clients.reader(instance + "-revocations"), topics.assignments(), runner::revoke));
    }

    private static ScheduledExecutorService deadlines() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true); // nearly every deadline is canceled long before it is reached
        return timer;
    }

    public void start() {
        long period = config.heartbeatInterval().toMillis();
        var _ = heartbeatTimer.scheduleAtFixedRate(this::sendHeartbeats, period, period, TimeUnit.MILLISECONDS);
        consumer.start();
    }

    private void sendHeartbeats() {
        try {
            heartbeats.send();
        } catch (RuntimeException e) { // an exception would cancel the timer
            LOG.warnf("Failed to send heartbeat error=%s", e);
        }
    }

    /**
     * Reports the health of an agent, as this instance sees it, to the agent's lane. Blocks while the producer's buffer
     * is full.
     */
    public void report(AgentName agent, AgentHealth health) {
        var _ = publisher.send(
                new AdapterReport(agent, instance, clock.instant(), new AdapterReport.HealthReport(health)), null);
    }

    /** Returns true while the consumer group has assigned partitions to this instance. */
    public boolean joined() {
        return consumer.joined();
    }

    /** Returns the number of running attempts. */
    public int running() {
        return running.size();
    }

    /** Returns the number of invalid records on the topic of assignments. */
    public long skipped() {
        return consumer.skipped();
    }

    /** Stops consuming, waits for running attempts, then interrupts and reports the rest. */
    @Override
    public void close() {
        consumer.close();
        try {
            if (!running.awaitNone(config.drainTimeout())) {
                LOG.warnf("Attempts interrupted by shutdown running=%d", running.size());
                running.all().forEach(attempt -> attempt.stop(StopReason.SHUTDOWN));
                running.awaitNone(INTERRUPT_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeatTimer.shutdownNow();
        deadlines.shutdownNow();
        publisher.close();
    }
}
