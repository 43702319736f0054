// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import dev.pulser.service.start.ServiceStartException;
import dev.pulser.service.start.StartCheck;
import dev.pulser.telemetry.alerting.AlertingThread;
import dev.pulser.telemetry.redis.RedisTaskSink;
import dev.pulser.telemetry.sink.SinkThread;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Start and stop of the service.
 *
 * <pre>
 * pulser.task.events ────────┬─▶ group "pulser-projection"  ─▶ PostgresSink  ─▶ PostgreSQL (migrated first)
 * pulser.tasks.dead-letter ──┤
 * pulser.commands ───────────┤
 * pulser.agents.definitions ─┤
 * pulser.agents.status ──────┤
 * pulser.tools.definitions ──┤
 * pulser.tools.approvals ────┘
 * pulser.task.events ────────┬─▶ group "pulser-redis"       ─▶ RedisTaskSink ─▶ Redis
 * pulser.commands ───────────┘
 * </pre>
 *
 * The two sinks are independent: an outage of one store does not delay the other. Alerts are rows of the projection, sent on
 * a thread of their own.
 */
@ApplicationScoped
class TelemetryLifecycle {

    private static final Logger LOG = Logger.getLogger(TelemetryLifecycle.class);

    private final StartCheck check;
    private final List<SinkThread> sinks;
    private final RedisTaskSink redis;
    private final AlertingThread alerting;
    private volatile @Nullable Thread starting;

    TelemetryLifecycle(StartCheck check, List<SinkThread> sinks, RedisTaskSink redis, AlertingThread alerting) {
        this.check = check;
        this.sinks = sinks;
        this.redis = redis;
        this.alerting = alerting;
    }

    void start(@Observes StartupEvent event) {
        starting = Thread.ofPlatform().name("telemetry-start").start(this::startWhenKafkaIsAvailable);
    }

    void stop(@Observes ShutdownEvent event) {
        var thread = starting;
        if (thread != null) {
            thread.interrupt();
        }
        alerting.close();
        sinks.forEach(SinkThread::close);
        redis.close();
    }

    private void startWhenKafkaIsAvailable() {
        try {
            check.run();
            sinks.forEach(SinkThread::start);
            alerting.start();
        } catch (ServiceStartException e) {
            LOG.errorf("Service cannot start reason=\"%s\"", e.getMessage());
            Quarkus.asyncExit(1);
        } catch (InterruptedException e) {
            LOG.debug("Service stopped before Kafka was available");
        }
    }
}
